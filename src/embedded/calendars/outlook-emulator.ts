import { instantOf, isTimeZone } from '../../shared/time/zoned-time.js';
import { DAY, MINUTE } from '../../shared/time/clock.js';
import type { Answer, Call, CalendarEmulator, EmulatedAccount, Refusal, ShownEvent } from './emulator.js';

type Json = Record<string, unknown>;

interface Stored {
  id: string;
  version: number;
  etag: string;
  subject: string;
  text: string;
  allDay: boolean;
  /** Milliseconds; all day: of midnight in UTC. */
  start: number;
  end: number;
  transactionId: string | undefined;
  /** The body of the POST, to tell a retry from another event of the same transaction. */
  posted: string;
  properties: Map<string, string>;
  attendees: string[];
  categories: unknown;
}

interface Calendar {
  events: Map<string, Stored>;
  /** Transactions stay known when their event is deleted. */
  transactions: Map<string, string>;
}

/**
 * The events of Microsoft Graph v1.0, as far as a program that writes its own can tell: `transactionId` (the same POST
 * again answers with the first one's event, another content with 409), ETags and 412, extended properties that come
 * only when expanded and can be filtered by, times answered in UTC, bodies turned into HTML, pages.
 */
export class OutlookEmulator implements CalendarEmulator {
  readonly name = 'outlook';
  readonly title = 'Outlook Calendar';
  readonly base = '/v1.0';
  readonly #calendars = new Map<string, Calendar>();
  #count = 0;

  allows(scopes: readonly string[]): boolean {
    return scopes.some((scope) => /(^|\/)Calendars\.ReadWrite(\.Shared)?$/i.test(scope));
  }

  handle(call: Call, origin: string): Answer {
    const { path, method, account } = call;
    const [me, second, third] = path;
    if (me === 'me' && path.length === 1 && method === 'GET') {
      return { status: 200, body: { id: account.id, mail: account.email, userPrincipalName: account.email } };
    }
    const rest = second === 'calendar' && third === 'events' ? path.slice(3) : path.slice(2);
    if (me !== 'me' || (second !== 'events' && third !== 'events') || rest.length > 1) {
      return error(400, 'BadRequest', `Resource not found for the segment '${path.at(-1)}'.`);
    }
    const [eventId] = rest;
    const calendar = this.#calendarOf(account);
    if (eventId === undefined) {
      if (method === 'GET') return this.#list(calendar, call.query, origin);
      if (method === 'POST') return this.#insert(calendar, call);
      return error(405, 'Request_BadRequest', 'The method is not allowed.');
    }
    return this.#one(calendar, eventId, call);
  }

  refusal(refusal: Refusal): Answer {
    switch (refusal) {
      case 'bad_token':
        return error(401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.');
      case 'rate_limited_403':
      case 'user_rate_limited_403':
      case 'too_many_requests':
        return error(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.');
      case 'insufficient_permissions':
        return error(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
      case 'not_found':
      case 'gone':
        return error(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
      case 'precondition_failed':
        return error(
          412,
          'ErrorIrresolvableConflict',
          'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
        );
      case 'server_error':
        return error(500, 'ErrorInternalServerError', 'An internal server error occurred.');
      case 'service_unavailable':
        return error(503, 'serviceNotAvailable', 'The service is temporarily unavailable.');
    }
  }

  accounts(): string[] {
    return [...this.#calendars.keys()];
  }

  shown(accountId: string): ShownEvent[] {
    return [...(this.#calendars.get(accountId)?.events.values() ?? [])].map((stored) => ({
      id: stored.id,
      title: stored.subject,
      description: stored.text,
      allDay: stored.allDay,
      start: stored.allDay ? iso(stored.start).slice(0, 10) : `${iso(stored.start)}Z`,
      end: stored.allDay ? iso(stored.end).slice(0, 10) : `${iso(stored.end)}Z`,
      version: stored.version,
      attendees: stored.attendees,
    }));
  }

  moveByHand(accountId: string, eventId: string, minutes: number): void {
    const stored = this.#calendars.get(accountId)?.events.get(eventId);
    if (!stored) return;
    const by = stored.allDay ? DAY : minutes * MINUTE;
    stored.start += by;
    stored.end += by;
    this.#stamp(stored);
  }

  deleteByHand(accountId: string, eventId: string): void {
    this.#calendars.get(accountId)?.events.delete(eventId);
  }

  touchByHand(accountId: string, eventId: string): void {
    const stored = this.#calendars.get(accountId)?.events.get(eventId);
    if (!stored) return;
    stored.categories = ['Blue category'];
    this.#stamp(stored);
  }

  #calendarOf(account: EmulatedAccount): Calendar {
    let calendar = this.#calendars.get(account.id);
    if (!calendar) this.#calendars.set(account.id, (calendar = { events: new Map(), transactions: new Map() }));
    return calendar;
  }

  #insert({ events, transactions }: Calendar, { body }: Call): Answer {
    if (!body) return error(400, 'BadRequest', 'Unable to read JSON request payload.');
    const { transactionId, ...rest } = body;
    const posted = JSON.stringify(rest);
    if (typeof transactionId === 'string') {
      const known = transactions.get(transactionId);
      const before = known === undefined ? undefined : events.get(known);
      if (before?.posted === posted) return answer(201, before, body);
      if (known !== undefined) {
        return error(
          409,
          'ErrorDuplicateTransactionId',
          "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
        );
      }
    }
    // Ids of Exchange are long, and hold what must be encoded in a path.
    const id = `AAkALgAA${Buffer.from(`event ${++this.#count}`).toString('base64')}+/=`;
    const stored: Stored = {
      ...{ id, version: 0, etag: '', subject: '', text: '', allDay: false, start: 0, end: 0, posted, categories: [] },
      transactionId: typeof transactionId === 'string' ? transactionId : undefined,
      properties: new Map(),
      attendees: [],
    };
    const wrong = write(stored, { start: undefined, end: undefined, ...body });
    if (wrong) return wrong;
    this.#stamp(stored);
    events.set(id, stored);
    if (stored.transactionId) transactions.set(stored.transactionId, id);
    return answer(201, stored, {});
  }

  #one({ events }: Calendar, eventId: string, { method, headers, body, query }: Call): Answer {
    const stored = events.get(eventId);
    if (!stored) return this.refusal('not_found');
    if (method === 'GET') return answer(200, stored, Object.fromEntries(query));
    const condition = headers['if-match'];
    if (condition && condition !== '*' && condition !== stored.etag) return this.refusal('precondition_failed');
    if (method === 'DELETE') {
      events.delete(eventId);
      return { status: 204 };
    }
    if (method !== 'PATCH') return error(405, 'Request_BadRequest', 'The method is not allowed.');
    if (!body) return error(400, 'BadRequest', 'Unable to read JSON request payload.');
    const next = { ...stored, properties: new Map(stored.properties) };
    const wrong = write(next, body);
    if (wrong) return wrong;
    this.#stamp(next);
    events.set(eventId, next);
    return answer(200, next, {});
  }

  #list({ events }: Calendar, query: URLSearchParams, origin: string): Answer {
    const filter = query.get('$filter');
    const wanted = /^singleValueExtendedProperties\/Any\(ep: ?ep\/id eq '([^']+)' and ep\/value eq '([^']*)'\)$/i.exec(
      filter ?? '',
    );
    if (filter !== null && !wanted)
      return error(400, 'ErrorInvalidUrlQueryFilter', 'The query filter contains one or more invalid nodes.');
    const matching = [...events.values()].filter(
      ({ properties }) => !wanted || properties.get(wanted[1]?.toLowerCase() ?? '') === wanted[2],
    );
    const size = Math.min(Number(query.get('$top') ?? 10), 1_000);
    const from = Number(query.get('$skip') ?? 0);
    const next = new URLSearchParams(query);
    next.set('$skip', String(from + size));
    return {
      status: 200,
      body: {
        '@odata.context': `${origin}${this.base}/$metadata#users('me')/events`,
        value: matching.slice(from, from + size).map((stored) => tell(stored, Object.fromEntries(query))),
        ...(matching.length > from + size && {
          '@odata.nextLink': `${origin}${this.base}/me/events?${next.toString()}`,
        }),
      },
    };
  }

  #stamp(stored: Stored): void {
    stored.version++;
    stored.etag = `W/"${Buffer.from(`${stored.id} ${stored.version} ${++this.#count}`).toString('base64')}"`;
  }
}

/** Takes over what the body names; the answer when something is wrong with it. */
function write(stored: Stored, body: Json): Answer | undefined {
  if ('subject' in body) stored.subject = text(body.subject);
  if ('body' in body) stored.text = text((body.body as Json | null)?.content);
  if ('isAllDay' in body) stored.allDay = body.isAllDay === true;
  if ('attendees' in body) {
    stored.attendees = ((body.attendees ?? []) as { emailAddress: { address: string } }[]).map(
      (each) => each.emailAddress.address,
    );
  }
  for (const each of (body.singleValueExtendedProperties ?? []) as { id?: unknown; value?: unknown }[]) {
    if (typeof each.id !== 'string' || !/^String \{[0-9a-f-]{36}\} Name \w+$/i.test(each.id)) {
      return error(400, 'ErrorInvalidExtendedProperty', 'The extended property id is invalid.');
    }
    stored.properties.set(each.id.toLowerCase(), String(each.value));
  }
  for (const side of ['start', 'end'] as const) {
    if (!(side in body)) continue;
    const instant = readTime(body[side], stored.allDay);
    if (typeof instant === 'string') return error(400, 'ErrorPropertyValidationFailure', instant);
    stored[side] = instant;
  }
  if (stored.end < stored.start || (stored.allDay && stored.end === stored.start)) {
    return error(400, 'ErrorPropertyValidationFailure', 'The end of the event is before its start.');
  }
  return undefined;
}

function readTime(value: unknown, allDay: boolean): number | string {
  const { dateTime, timeZone } = (value ?? {}) as Json;
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?$/.exec(String(dateTime));
  if (!parts?.[1] || !parts[2]) return 'The dateTime is not a local time.';
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) return 'The time zone is not supported.';
  if (allDay) {
    if (parts[2] !== '00:00:00') return 'The Event.Start property for an all-day event needs to be set to midnight.';
    const midnight = Date.parse(`${parts[1]}T00:00:00Z`);
    return Number.isNaN(midnight) ? 'The dateTime is not a day.' : midnight;
  }
  return instantOf(`${parts[1]}T${parts[2]}`, timeZone).getTime();
}

function answer(status: number, stored: Stored, options: Json): Answer {
  return { status, headers: { etag: stored.etag }, body: tell(stored, options) };
}

function tell(stored: Stored, options: Json): Json {
  const expand = typeof options.$expand === 'string' ? options.$expand : '';
  const names = expand.startsWith('singleValueExtendedProperties')
    ? [...expand.matchAll(/id eq '([^']+)'/g)].map((each) => each[1] ?? '')
    : [];
  const properties = names.flatMap((id) => {
    const value = stored.properties.get(id.toLowerCase());
    return value === undefined ? [] : [{ id, value }];
  });
  const time = (instant: number) => ({ dateTime: `${iso(instant)}.0000000`, timeZone: 'UTC' });
  return {
    '@odata.etag': stored.etag,
    id: stored.id,
    changeKey: stored.etag.slice(3, -1),
    type: 'singleInstance',
    subject: stored.subject,
    bodyPreview: stored.text.slice(0, 255),
    body: {
      contentType: 'html',
      content: `<html><body><div>${stored.text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</div></body></html>`,
    },
    isAllDay: stored.allDay,
    start: time(stored.start),
    end: time(stored.end),
    transactionId: stored.transactionId ?? null,
    categories: stored.categories,
    attendees: stored.attendees.map((address) => ({ emailAddress: { address } })),
    isCancelled: false,
    ...(properties.length > 0 && { singleValueExtendedProperties: properties }),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function iso(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19);
}

function error(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message, innerError: { date: '2026-01-01T00:00:00' } } } };
}
