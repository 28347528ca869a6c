import { type Json, object, text } from '../api-client.js';
import type { ProviderFault } from '../provider-error.js';

/** https://learn.microsoft.com/graph/errors; 409 and 412 are answers to our calls, not errors. */
export function parseOutlookError(status: number, body: Json | undefined): ProviderFault {
  const code = text(object(body?.error)?.code) ?? '';

  if (
    code === 'MailboxNotEnabledForRESTAPI' ||
    code === 'MailboxNotSupportedForRESTAPI' ||
    code === 'MailboxNotHostedInExchangeOnline'
  ) {
    return { kind: 'bug', code: 'no_mailbox' };
  }
  if (status === 404 || status === 410) return { kind: 'gone', code: 'not_found' };
  if (status === 401) return { kind: 'try_later', code: 'token_refused' };
  if (status === 429) return { kind: 'try_later', code: 'rate_limited' };
  if (status === 408 || (status >= 500 && status !== 507)) return { kind: 'try_later', code: 'unavailable' };
  if (status === 507 || code === 'ErrorQuotaExceeded') return { kind: 'bug', code: 'calendar_full' };
  if (
    status === 403 &&
    ['ErrorAccessDenied', 'AccessDenied', 'Authorization_RequestDenied', 'Forbidden'].includes(code)
  ) {
    return { kind: 'bug', code: 'permission_missing' };
  }
  return { kind: 'bug', code: 'refused' };
}
