import { type Json, list, text } from './api-client.js';
import type { ProviderFault } from './provider-error.js';

/** What a person alone can mend: RFC 6749 5.2, and what Microsoft says besides when a grant no longer serves. */
const DEAD_GRANT = ['invalid_grant', 'interaction_required', 'consent_required', 'login_required', 'invalid_resource'];
/** AADSTS numbers of Microsoft that are an outage, though they come as 400 and sometimes as invalid_grant. */
const OUTAGES = [90033, 50196, 90006, 90024];

/** What the token endpoint's refusal of a refresh means. Pure. */
export function parseTokenError(status: number, body: Json | undefined): ProviderFault {
  const error = text(body?.error) ?? '';
  const codes = list(body?.error_codes);
  if (status === 429) return { kind: 'try_later', code: 'rate_limited' };
  if (status === 408 || status >= 500) return { kind: 'try_later', code: 'unavailable' };
  if (
    error === 'temporarily_unavailable' ||
    error === 'server_error' ||
    codes.some((code) => OUTAGES.includes(Number(code)))
  ) {
    return { kind: 'try_later', code: 'unavailable' };
  }
  if (DEAD_GRANT.includes(error)) return { kind: 'reconnect', code: 'grant_revoked' };
  // invalid_client, unauthorized_client, unsupported_grant_type, invalid_scope: the operator's to mend.
  return { kind: 'bug', code: 'misconfigured' };
}
