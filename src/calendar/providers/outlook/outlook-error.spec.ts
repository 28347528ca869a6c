import { expect, it } from '@jest/globals';
import { parseOutlookError } from './outlook-error.js';

const with_ = (code: string) => ({ error: { code, message: 'm' } });

it.each([
  [400, with_('ErrorInvalidRequest'), 'bug', 'refused'],
  [401, with_('InvalidAuthenticationToken'), 'try_later', 'token_refused'],
  [403, with_('ErrorAccessDenied'), 'bug', 'permission_missing'],
  [403, with_('MailboxNotEnabledForRESTAPI'), 'bug', 'no_mailbox'],
  [404, with_('MailboxNotEnabledForRESTAPI'), 'bug', 'no_mailbox'],
  [403, with_('SomethingElse'), 'bug', 'refused'],
  [404, with_('ErrorItemNotFound'), 'gone', 'not_found'],
  [404, undefined, 'gone', 'not_found'],
  [410, undefined, 'gone', 'not_found'],
  [429, with_('ApplicationThrottled'), 'try_later', 'rate_limited'],
  [429, undefined, 'try_later', 'rate_limited'],
  [500, with_('ErrorInternalServerError'), 'try_later', 'unavailable'],
  [503, undefined, 'try_later', 'unavailable'],
  [504, undefined, 'try_later', 'unavailable'],
  [507, with_('ErrorQuotaExceeded'), 'bug', 'calendar_full'],
  [400, { error: [] }, 'bug', 'refused'],
])('%s %j is %s (%s)', (status, body, kind, code) => {
  expect(parseOutlookError(status, body)).toEqual({ kind, code });
});
