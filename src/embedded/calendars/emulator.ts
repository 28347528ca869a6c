/** One request to an emulated API, after its caller was recognized. */
export interface Call {
  method: string;
  /** Below the API's base, decoded, without the query: `['calendars', 'primary', 'events']`. */
  path: readonly string[];
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** Undefined when there is none, or none that is a JSON object. */
  body: Record<string, unknown> | undefined;
  account: EmulatedAccount;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a string as HTML. */
  body?: object | string;
}

/** Whose token it was. */
export interface EmulatedAccount {
  id: string;
  email: string;
  /** What the token was granted for; absent: everything. */
  scopes?: readonly string[];
}

/** What a calendar shows, in words that both emulators share: for the page, and for tests that compare it with the schedule. */
export interface ShownEvent {
  id: string;
  title: string;
  description: string;
  allDay: boolean;
  /** All day: dates, the end exclusive. Else ISO 8601 in UTC to the second. */
  start: string;
  end: string;
  /** How often it was written. */
  version: number;
  /** Addresses of people who were invited. */
  attendees: readonly string[];
}

/** An emulated calendar API: what it holds lives in memory, one calendar for each account, made at its first call. */
export interface CalendarEmulator {
  readonly name: 'google' | 'outlook';
  readonly title: string;
  /** Path under which the API lies, as at the real provider. */
  readonly base: string;
  /** Does what was asked. `origin` is the server's own, for links to next pages. */
  handle(call: Call, origin: string): Answer;
  /** The answer of a fault or a refusal, in the API's own shape. */
  refusal(refusal: Refusal): Answer;
  /** Whether a token with these scopes may write events. */
  allows(scopes: readonly string[]): boolean;
  accounts(): string[];
  shown(accountId: string): ShownEvent[];
  /** What a person does in the calendar's own pages. */
  moveByHand(accountId: string, eventId: string, minutes: number): void;
  deleteByHand(accountId: string, eventId: string): void;
  /** A change that concerns nobody else, such as a colour. */
  touchByHand(accountId: string, eventId: string): void;
}

export const REFUSALS = [
  'bad_token',
  'rate_limited_403',
  'user_rate_limited_403',
  'insufficient_permissions',
  'not_found',
  'gone',
  'precondition_failed',
  'too_many_requests',
  'server_error',
  'service_unavailable',
] as const;
export type Refusal = (typeof REFUSALS)[number];
