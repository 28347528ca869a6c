import { instantOf, localTime } from '../../../shared/time/zoned-time.js';
import type { EventTime } from '../../sync/event-content.js';
import { type Json, list, object, text } from '../api-client.js';
import type { EventDraft, RemoteEvent } from '../calendar-provider.js';
import { keyText, parseKey } from '../event-mark.js';

/** The namespace of our extended properties: any GUID that nobody else uses. */
const NAMESPACE = '{8f0a6c2e-5b57-4a8c-9d0e-6f1a3c7b2d94}';
const property = (name: string) => `String ${NAMESPACE} Name ${name}`;
export const OWNER_PROPERTY = property('MusterOwner');
export const KEY_PROPERTY = property('MusterKey');
const HASH_PROPERTY = property('MusterHash');

/** What every read expands, so that the mark comes with the event. */
export const EXPAND_MARK = `singleValueExtendedProperties($filter=id eq '${KEY_PROPERTY}' or id eq '${HASH_PROPERTY}')`;

/** The body of `POST /me/events` (with `transactionId` added) and of `PATCH`. Reminder and category stay the person's own. No attendees. */
export function toOutlookEvent({ key, owner, content, hash }: EventDraft): Json {
  const mark = { [OWNER_PROPERTY]: owner, [KEY_PROPERTY]: keyText(key), [HASH_PROPERTY]: hash };
  return {
    subject: content.title,
    body: { contentType: 'text', content: content.description },
    isAllDay: content.time.allDay,
    ...toOutlookTime(content.time),
    singleValueExtendedProperties: Object.entries(mark).map(([id, value]) => ({ id, value })),
  };
}

/** Local time and zone, never an offset, which Graph does not take. */
function toOutlookTime(time: EventTime): Json {
  if (time.allDay) {
    const day = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone: time.zone });
    return { start: day(time.startDate), end: day(time.endDate) };
  }
  const moment = (iso: string) => {
    const instant = new Date(iso);
    const local = localTime(instant, time.zone);
    // The second time of an hour that comes twice has no name of its own without an offset: UTC says it.
    const named = instantOf(local, time.zone).getTime() === instant.getTime();
    return named ? { dateTime: local, timeZone: time.zone } : { dateTime: iso.slice(0, 19), timeZone: 'UTC' };
  };
  return { start: moment(time.start), end: moment(time.end) };
}

/** Undefined for what is no event. Times are read in UTC, which is how Graph answers unless told otherwise. */
export function fromOutlookEvent(json: Json): RemoteEvent | undefined {
  const externalId = text(json.id);
  if (!externalId) return undefined;
  const properties = list(json.singleValueExtendedProperties).map(object);
  const valueOf = (id: string) =>
    text(properties.find((each) => text(each?.id)?.toLowerCase() === id.toLowerCase())?.value);
  const key = parseKey(valueOf(KEY_PROPERTY));
  const series = json.type !== undefined && json.type !== 'singleInstance';
  return {
    externalId,
    etag: text(json['@odata.etag']) ?? null,
    cancelled: false,
    title: text(json.subject) ?? '',
    time: series ? null : fromOutlookTime(json.isAllDay === true, object(json.start), object(json.end)),
    mark: key ? { key, hash: valueOf(HASH_PROPERTY) ?? '' } : null,
  };
}

function fromOutlookTime(allDay: boolean, start: Json | undefined, end: Json | undefined): EventTime | null {
  const [from, to] = [text(start?.dateTime), text(end?.dateTime)];
  if (!from || !to) return null;
  if (allDay)
    return { allDay, startDate: from.slice(0, 10), endDate: to.slice(0, 10), zone: text(start?.timeZone) ?? 'UTC' };
  const iso = (local: string, zone: string) => {
    const whole = local.slice(0, 19);
    return zone === 'UTC' ? `${whole}Z` : `${instantOf(whole, zone).toISOString().slice(0, 19)}Z`;
  };
  try {
    return {
      allDay,
      start: iso(from, text(start?.timeZone) ?? 'UTC'),
      end: iso(to, text(end?.timeZone) ?? 'UTC'),
      zone: text(start?.timeZone) ?? 'UTC',
    };
  } catch {
    // A zone by a name of Windows; it cannot be compared, and is written anew.
    return null;
  }
}
