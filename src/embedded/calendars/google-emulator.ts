import { instantOf, isTimeZone, localTimeWithOffset } from '../../shared/time/zoned-time.js';
import { MINUTE, type Clock } from '../../shared/time/clock.js';
import type { Answer, Call, CalendarEmulator, EmulatedAccount, Refusal, ShownEvent } from './emulator.js';

type Json = Record<string, unknown>;

interface Stored {
  resource: Json;
  version: number;
}

const CALENDAR_ZONE = 'Europe/Berlin';
const WRITE_SCOPES = ['calendar', 'calendar.events', 'calendar.events.owned'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/**
 * The events of Google's Calendar API v3, as far as a program that writes its own can tell: ids set by the client, 409 for a
 * known one whether deleted or not, deleted events that stay as `cancelled` and come back by `status: confirmed`, 410 for
 * deleting twice, ETags and 412, private extended properties, pages.
 */
export class GoogleEmulator implements CalendarEmulator {
  readonly name = 'google';
  readonly title = 'Google Calendar';
  readonly base = '/calendar/v3';
  /** Some deleted events cannot be revived at Google: 403 for all of them while this is set. */
  refusesRevival = false;
  readonly #calendars = new Map<string, Map<string, Stored>>();
  #version = 0;

  constructor(private readonly clock: Clock) {}

  allows(scopes: readonly string[]): boolean {
    return scopes.some((scope) => WRITE_SCOPES.includes(scope));
  }

  handle(call: Call): Answer {
    const { path, method, account } = call;
    const events = this.#calendarOf(account);
    const [collection, calendarId, sub, eventId, ...rest] = path;
    if (path.join('/') === 'users/me/calendarList' && method === 'GET') {
      return { status: 200, body: { kind: 'calendar#calendarList', items: [this.#calendar(account)] } };
    }
    if (collection !== 'calendars' || (calendarId !== 'primary' && calendarId !== account.email) || rest.length > 0) {
      return this.refusal('not_found');
    }
    if (sub === undefined && method === 'GET') return { status: 200, body: this.#calendar(account) };
    if (sub !== 'events') return this.refusal('not_found');
    if (eventId === undefined) {
      if (method === 'GET') return this.#list(events, call.query);
      if (method === 'POST') return this.#insert(events, call);
      return error(405, 'httpMethodNotAllowed', 'Method Not Allowed');
    }
    return this.#one(events, eventId, call);
  }

  refusal(refusal: Refusal): Answer {
    switch (refusal) {
      case 'bad_token':
        return error(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
      case 'rate_limited_403':
        return error(403, 'rateLimitExceeded', 'Rate Limit Exceeded', undefined, 'usageLimits');
      case 'user_rate_limited_403':
        return error(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', undefined, 'usageLimits');
      case 'insufficient_permissions':
        return error(
          403,
          'insufficientPermissions',
          'Request had insufficient authentication scopes.',
          'PERMISSION_DENIED',
        );
      case 'not_found':
        return error(404, 'notFound', 'Not Found');
      case 'gone':
        return error(410, 'deleted', 'Resource has been deleted');
      case 'precondition_failed':
        return error(412, 'conditionNotMet', 'Precondition Failed');
      case 'too_many_requests':
        return error(429, 'rateLimitExceeded', 'Rate Limit Exceeded', 'RESOURCE_EXHAUSTED', 'usageLimits');
      case 'server_error':
        return error(500, 'backendError', 'Backend Error');
      case 'service_unavailable':
        return error(503, 'backendError', 'The service is currently unavailable.', 'UNAVAILABLE');
    }
  }

  accounts(): string[] {
    return [...this.#calendars.keys()];
  }

  shown(accountId: string): ShownEvent[] {
    return [...(this.#calendars.get(accountId)?.values() ?? [])]
      .filter(({ resource }) => resource.status !== 'cancelled')
      .map(({ resource, version }) => {
        const [start, end] = [resource.start as Json, resource.end as Json];
        const allDay = start.date !== undefined;
        const tell = (time: Json) =>
          allDay ? (time.date as string) : `${new Date(time.dateTime as string).toISOString().slice(0, 19)}Z`;
        return {
          id: resource.id as string,
          title: (resource.summary as string | undefined) ?? '',
          description: (resource.description as string | undefined) ?? '',
          allDay,
          start: tell(start),
          end: tell(end),
          version,
          attendees: ((resource.attendees as { email: string }[] | undefined) ?? []).map(({ email }) => email),
        };
      });
  }

  moveByHand(accountId: string, eventId: string, minutes: number): void {
    const stored = this.#calendars.get(accountId)?.get(eventId);
    if (!stored || stored.resource.status === 'cancelled') return;
    for (const side of ['start', 'end']) {
      const time = stored.resource[side] as Json;
      const zone = (time.timeZone as string | undefined) ?? CALENDAR_ZONE;
      const moved = (from: number) => new Date(from + minutes * MINUTE);
      stored.resource[side] = time.date
        ? { date: new Date(Date.parse(`${time.date as string}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) }
        : { ...time, dateTime: localTimeWithOffset(moved(Date.parse(time.dateTime as string)), zone) };
    }
    this.#stamp(stored);
  }

  deleteByHand(accountId: string, eventId: string): void {
    const stored = this.#calendars.get(accountId)?.get(eventId);
    if (!stored) return;
    stored.resource.status = 'cancelled';
    this.#stamp(stored);
  }

  touchByHand(accountId: string, eventId: string): void {
    const stored = this.#calendars.get(accountId)?.get(eventId);
    if (!stored) return;
    stored.resource.colorId = '7';
    this.#stamp(stored);
  }

  #calendarOf(account: EmulatedAccount): Map<string, Stored> {
    let events = this.#calendars.get(account.id);
    if (!events) this.#calendars.set(account.id, (events = new Map()));
    return events;
  }

  #calendar(account: EmulatedAccount): object {
    return {
      kind: 'calendar#calendarListEntry',
      id: account.email,
      summary: account.email,
      timeZone: CALENDAR_ZONE,
      primary: true,
      accessRole: 'owner',
    };
  }

  #insert(events: Map<string, Stored>, { body, account }: Call): Answer {
    if (!body) return badRequest('Parse Error');
    const id = body.id ?? `e${String(this.#version).padStart(24, '0')}`;
    if (typeof id !== 'string' || !/^[a-v0-9]{5,1024}$/.test(id)) return badRequest('Invalid resource id value.');
    if (events.has(id)) return error(409, 'duplicate', 'The requested identifier already exists.');
    const times = readTimes(body);
    if (typeof times === 'string') return badRequest(times);
    const now = this.clock.now().toISOString();
    const stored: Stored = {
      version: 0,
      resource: {
        kind: 'calendar#event',
        status: 'confirmed',
        ...withoutNulls(body),
        id,
        ...times,
        created: now,
        creator: { email: account.email, self: true },
        organizer: { email: account.email, self: true },
        iCalUID: `${id}@google.com`,
        htmlLink: `https://calendar.google.com/calendar/event?eid=${id}`,
        sequence: 0,
      },
    };
    this.#stamp(stored);
    events.set(id, stored);
    return found(stored);
  }

  #one(events: Map<string, Stored>, eventId: string, call: Call): Answer {
    const stored = events.get(eventId);
    if (!stored) return this.refusal('not_found');
    const { method, headers, body } = call;
    if (method === 'GET') return found(stored);
    const condition = headers['if-match'];
    if (condition && condition !== '*' && condition !== stored.resource.etag)
      return this.refusal('precondition_failed');
    if (method === 'DELETE') {
      if (stored.resource.status === 'cancelled') return this.refusal('gone');
      stored.resource.status = 'cancelled';
      this.#stamp(stored);
      return { status: 204 };
    }
    if (method !== 'PUT' && method !== 'PATCH') return error(405, 'httpMethodNotAllowed', 'Method Not Allowed');
    if (!body) return badRequest('Parse Error');
    const { id, created, creator, organizer, iCalUID, htmlLink, kind, status } = stored.resource;
    if (this.refusesRevival && status === 'cancelled') return error(403, 'forbidden', 'Forbidden');
    const fixed = { id, created, creator, organizer, iCalUID, htmlLink, kind };
    const next = method === 'PUT' ? { status: 'confirmed', ...withoutNulls(body) } : merge(stored.resource, body);
    const times = readTimes(next);
    if (typeof times === 'string') return badRequest(times);
    stored.resource = { ...next, ...times, ...fixed };
    this.#stamp(stored);
    return found(stored);
  }

  #list(events: Map<string, Stored>, query: URLSearchParams): Answer {
    const wanted = query.getAll('privateExtendedProperty').map((pair) => pair.split(/=(.*)/s));
    const [after, before] = ['timeMin', 'timeMax'].map((name) => Date.parse(query.get(name) ?? ''));
    const matching = [...events.values()].filter(({ resource }) => {
      const properties = ((resource.extendedProperties as Json | undefined)?.private ?? {}) as Json;
      return (
        (resource.status !== 'cancelled' || query.get('showDeleted') === 'true') &&
        wanted.every(([name, value]) => properties[name ?? ''] === value) &&
        !(endsAt(resource) <= (after ?? NaN)) &&
        !(startsAt(resource) >= (before ?? NaN))
      );
    });
    const from = Number(query.get('pageToken') ?? 0);
    const size = Math.min(Number(query.get('maxResults') ?? 250), 2_500);
    const more = matching.length > from + size;
    return {
      status: 200,
      body: {
        kind: 'calendar#events',
        timeZone: CALENDAR_ZONE,
        items: matching.slice(from, from + size).map(({ resource }) => resource),
        ...(more ? { nextPageToken: String(from + size) } : { nextSyncToken: String(this.#version) }),
      },
    };
  }

  #stamp(stored: Stored): void {
    stored.version++;
    stored.resource.etag = `"${(3_000_000_000_000 + ++this.#version * 2).toString()}"`;
    stored.resource.updated = this.clock.now().toISOString();
  }
}

function found({ resource }: Stored): Answer {
  return { status: 200, headers: { etag: resource.etag as string }, body: structuredClone(resource) };
}

function startsAt(resource: Json): number {
  return timeOf(resource.start as Json);
}

function endsAt(resource: Json): number {
  return timeOf(resource.end as Json);
}

function timeOf(time: Json): number {
  return time.date
    ? instantOf(`${time.date as string}T00:00:00`, CALENDAR_ZONE).getTime()
    : Date.parse(time.dateTime as string);
}

/** Start and end as Google keeps them, or what is wrong with them. */
function readTimes(body: Json): { start: Json; end: Json } | string {
  const [start, end] = [readTime(body.start), readTime(body.end)];
  if (typeof start === 'string') return start;
  if (typeof end === 'string') return end;
  if ((start.date === undefined) !== (end.date === undefined)) {
    return 'Start and end times must either both be date or both be dateTime.';
  }
  const empty = start.date === undefined ? timeOf(end) < timeOf(start) : timeOf(end) <= timeOf(start);
  return empty ? 'The specified time range is empty.' : { start, end };
}

function readTime(value: unknown): Json | string {
  const { date, dateTime, timeZone } = withoutNulls((value ?? {}) as Json);
  if ((date === undefined) === (dateTime === undefined)) return 'Missing or ambiguous time.';
  const zone = timeZone ?? CALENDAR_ZONE;
  if (typeof zone !== 'string' || !isTimeZone(zone)) return 'Invalid time zone definition.';
  if (date !== undefined) {
    const isDate = typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date));
    return isDate ? { date } : 'Invalid date.';
  }
  const said = typeof dateTime === 'string' ? dateTime : '';
  const [, local, , offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(said) ?? [];
  if (!local || (!offset && timeZone === undefined)) return 'Missing time zone definition for start time.';
  const instant = offset ? new Date(said) : instantOf(local, zone);
  return Number.isNaN(instant.getTime())
    ? 'Invalid value.'
    : { dateTime: localTimeWithOffset(instant, zone), timeZone: zone };
}

/** A patch: objects merge, null takes away. */
function merge(before: Json, patch: Json): Json {
  const result: Json = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else if (isObject(value)) result[name] = merge(isObject(result[name]) ? result[name] : {}, value);
    else result[name] = value;
  }
  return result;
}

function withoutNulls(body: Json): Json {
  return merge({}, body);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRequest(message: string): Answer {
  return error(400, 'invalid', message);
}

function error(code: number, reason: string, message: string, status?: string, domain = 'global'): Answer {
  return {
    status: code,
    body: { error: { code, message, errors: [{ domain, reason, message }], ...(status && { status }) } },
  };
}
