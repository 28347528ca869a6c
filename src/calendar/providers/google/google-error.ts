import { type Json, list, object, text } from '../api-client.js';
import type { ProviderFault } from '../provider-error.js';

/** https://developers.google.com/workspace/calendar/api/guides/errors; 409 and 412 are answers to our calls, not errors. */
export function parseGoogleError(status: number, body: Json | undefined): ProviderFault {
  const error = object(body?.error);
  const reasons = list(error?.errors).map((each) => text(object(each)?.reason));
  const details = list(error?.details).map((each) => text(object(each)?.reason));
  const says = (...words: string[]) => words.some((word) => reasons.includes(word) || details.includes(word));

  if (status === 404 || status === 410) return { kind: 'gone', code: 'not_found' };
  if (status === 401) return { kind: 'try_later', code: 'token_refused' };
  if (status === 429 || (status === 403 && says('rateLimitExceeded', 'userRateLimitExceeded'))) {
    return { kind: 'try_later', code: 'rate_limited' };
  }
  if (status === 408 || status >= 500) return { kind: 'try_later', code: 'unavailable' };
  if (status === 403 && says('insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')) {
    return { kind: 'bug', code: 'permission_missing' };
  }
  if (status === 403 && says('accessNotConfigured', 'SERVICE_DISABLED')) return { kind: 'bug', code: 'misconfigured' };
  if (status === 403 && says('quotaExceeded', 'calendarUsageLimitsExceeded'))
    return { kind: 'bug', code: 'calendar_full' };
  return { kind: 'bug', code: 'refused' };
}
