import { expect, it } from '@jest/globals';
import { canWriteEvents, GRANT_SCOPES } from './grant-scopes.js';

it.each([
  ['google', GRANT_SCOPES.google, true],
  ['google', ['openid', 'https://www.googleapis.com/auth/calendar.events'], true],
  ['google', ['openid', 'https://www.googleapis.com/auth/userinfo.email'], false],
  ['google', ['https://www.googleapis.com/auth/calendar.events.readonly'], false],
  ['google', [], false],
  ['outlook', GRANT_SCOPES.outlook, true],
  ['outlook', ['https://graph.microsoft.com/Calendars.ReadWrite'], true],
  ['outlook', ['calendars.readwrite'], true],
  ['outlook', ['Calendars.Read', 'openid'], false],
] as const)('%s with %j may write: %s', (provider, scopes, expected) => {
  expect(canWriteEvents(provider, scopes)).toBe(expected);
});
