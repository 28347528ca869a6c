import { expect, it } from '@jest/globals';
import { parseTokenError } from './token-error.js';

it.each([
  [400, { error: 'invalid_grant' }, 'reconnect', 'grant_revoked'],
  [400, { error: 'interaction_required', error_codes: [50076] }, 'reconnect', 'grant_revoked'],
  [400, { error: 'consent_required' }, 'reconnect', 'grant_revoked'],
  [400, { error: 'invalid_grant', error_codes: [90033] }, 'try_later', 'unavailable'],
  [400, { error: 'temporarily_unavailable' }, 'try_later', 'unavailable'],
  [401, { error: 'invalid_client' }, 'bug', 'misconfigured'],
  [400, { error: 'unauthorized_client' }, 'bug', 'misconfigured'],
  [400, undefined, 'bug', 'misconfigured'],
  [403, { error: { status: 'x' } }, 'bug', 'misconfigured'],
  [429, { error: 'invalid_grant' }, 'try_later', 'rate_limited'],
  [500, undefined, 'try_later', 'unavailable'],
  [503, { error: 'invalid_grant' }, 'try_later', 'unavailable'],
])('%s %j is %s (%s)', (status, body, kind, code) => {
  expect(parseTokenError(status, body)).toEqual({ kind, code });
});
