import type { CalendarProviderName } from './calendar-provider.js';

/**
 * What a calendar grant asks for: who it is (to show the account, and to know it again), and the least that lets us write events of
 * our own. Microsoft has nothing smaller than all calendars of the person.
 */
export const GRANT_SCOPES: Record<CalendarProviderName, readonly string[]> = {
  google: ['openid', 'email', 'https://www.googleapis.com/auth/calendar.events.owned'],
  outlook: ['openid', 'email', 'offline_access', 'Calendars.ReadWrite'],
};

/** Any of these lets us write events; more than was asked for is fine. */
const WRITE_SCOPES: Record<CalendarProviderName, readonly string[]> = {
  google: ['calendar.events.owned', 'calendar.events', 'calendar'].map(
    (name) => `https://www.googleapis.com/auth/${name}`,
  ),
  outlook: ['calendars.readwrite', 'calendars.readwrite.shared'],
};

/** Whether what was granted serves: people can untick a scope, and can take it away later. */
export function canWriteEvents(provider: CalendarProviderName, granted: readonly string[]): boolean {
  const names = granted.map((scope) =>
    provider === 'google' ? scope : scope.toLowerCase().replace(/^https:\/\/graph\.microsoft\.com\//, ''),
  );
  return names.some((name) => WRITE_SCOPES[provider].includes(name));
}
