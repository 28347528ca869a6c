/**
 * - `gone`: the event is not there;
 * - `try_later`: the provider or the way to it is at fault for now;
 * - `reconnect`: the grant is dead, only the person can mend it;
 * - `bug`: the provider refuses what we ask, and will refuse it again.
 */
export type ProviderErrorKind = 'gone' | 'try_later' | 'reconnect' | 'bug';

/** What people are told of it: `errorWords` has a sentence for each. */
export type ProviderErrorCode =
  | 'not_found'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'unreachable'
  | 'token_refused'
  | 'grant_revoked'
  | 'permission_missing'
  | 'no_mailbox'
  | 'calendar_full'
  | 'misconfigured'
  | 'unreadable_answer'
  | 'refused';

/** Faults of this kind `bug` that are about the grant, the account or our set-up: no other event of the calendar will fare better. */
const CALENDAR_WIDE: readonly ProviderErrorCode[] = ['permission_missing', 'no_mailbox', 'misconfigured'];

export interface ProviderFault {
  kind: ProviderErrorKind;
  code: ProviderErrorCode;
  /** As the provider asked for, in milliseconds. */
  retryAfter?: number;
}

export class ProviderError extends Error implements ProviderFault {
  readonly kind: ProviderErrorKind;
  readonly code: ProviderErrorCode;
  readonly retryAfter?: number;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;

  /** The provider refuses this one event, and will again; others may be fine. */
  get isAboutOneEvent(): boolean {
    return this.kind === 'bug' && !CALENDAR_WIDE.includes(this.code);
  }

  /** `message` is for the log: it names what the provider said, and never holds a token. */
  constructor(fault: ProviderFault, message: string, status: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.kind = fault.kind;
    this.code = fault.code;
    this.status = status;
    if (fault.retryAfter !== undefined) this.retryAfter = fault.retryAfter;
  }
}

const MAX_WAIT = 60 * 60_000;

/** `Retry-After` (RFC 9110: seconds, or a date) → milliseconds from now, at most an hour; undefined where it says nothing usable. */
export function parseRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : NaN;
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : date - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_WAIT) : undefined;
}
