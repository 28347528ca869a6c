import { expect, it } from '@jest/globals';
import { parseGoogleError } from './google-error.js';

const with_ = (reason: string) => ({ error: { errors: [{ domain: 'global', reason }], message: 'm' } });

it.each([
  [400, with_('invalid'), 'bug', 'refused'],
  [401, with_('authError'), 'try_later', 'token_refused'],
  [403, with_('rateLimitExceeded'), 'try_later', 'rate_limited'],
  [403, with_('userRateLimitExceeded'), 'try_later', 'rate_limited'],
  [403, with_('quotaExceeded'), 'bug', 'calendar_full'],
  [403, with_('insufficientPermissions'), 'bug', 'permission_missing'],
  [403, { error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } }, 'bug', 'permission_missing'],
  [403, with_('accessNotConfigured'), 'bug', 'misconfigured'],
  [403, with_('forbiddenForNonOrganizer'), 'bug', 'refused'],
  [403, undefined, 'bug', 'refused'],
  [404, with_('notFound'), 'gone', 'not_found'],
  [408, undefined, 'try_later', 'unavailable'],
  [410, with_('deleted'), 'gone', 'not_found'],
  [429, with_('rateLimitExceeded'), 'try_later', 'rate_limited'],
  [500, with_('backendError'), 'try_later', 'unavailable'],
  [502, undefined, 'try_later', 'unavailable'],
  [503, { error: 'text' }, 'try_later', 'unavailable'],
  [418, { error: { errors: 'none' } }, 'bug', 'refused'],
])('%s %j is %s (%s)', (status, body, kind, code) => {
  expect(parseGoogleError(status, body)).toEqual({ kind, code });
});
