import { localTimeWithOffset } from '../../../shared/time/zoned-time.js';
import type { EventTime } from '../../sync/event-content.js';
import { type Json, object, text } from '../api-client.js';
import type { EventDraft, RemoteEvent } from '../calendar-provider.js';
import { keyText, parseKey } from '../event-mark.js';

/** Keys of `extendedProperties.private`, seen by this OAuth client's copies of the event only. */
export const OWNER_PROPERTY = 'musterOwner';
const KEY_PROPERTY = 'musterKey';
const HASH_PROPERTY = 'musterHash';

/**
 * The body of events.insert (with `id` added) and events.patch. What is of the other kind of time is set to null, because a
 * patch merges; colour and reminders are the person's own and stay as they set them. No attendees.
 */
export function toGoogleEvent({ key, owner, content, hash }: EventDraft): Json {
  return {
    status: 'confirmed',
    summary: content.title,
    description: content.description,
    ...toGoogleTime(content.time),
    extendedProperties: { private: { [OWNER_PROPERTY]: owner, [KEY_PROPERTY]: keyText(key), [HASH_PROPERTY]: hash } },
  };
}

function toGoogleTime(time: EventTime): Json {
  if (time.allDay) {
    const day = (date: string) => ({ date, dateTime: null, timeZone: null });
    return { start: day(time.startDate), end: day(time.endDate) };
  }
  // The offset is there for the hour that comes twice; the zone is what the event is shown in.
  const moment = (iso: string) => ({
    dateTime: localTimeWithOffset(new Date(iso), time.zone),
    timeZone: time.zone,
    date: null,
  });
  return { start: moment(time.start), end: moment(time.end) };
}

/** Undefined for what is no event. */
export function fromGoogleEvent(json: Json): RemoteEvent | undefined {
  const externalId = text(json.id);
  if (!externalId) return undefined;
  const properties = object(object(json.extendedProperties)?.private);
  const key = parseKey(text(properties?.[KEY_PROPERTY]));
  return {
    externalId,
    etag: text(json.etag) ?? null,
    cancelled: json.status === 'cancelled',
    title: text(json.summary) ?? '',
    time: json.recurrence ? null : fromGoogleTime(object(json.start), object(json.end)),
    mark: key ? { key, hash: text(properties?.[HASH_PROPERTY]) ?? '' } : null,
  };
}

function fromGoogleTime(start: Json | undefined, end: Json | undefined): EventTime | null {
  const [startDate, endDate] = [text(start?.date), text(end?.date)];
  const zone = text(start?.timeZone) ?? 'UTC';
  if (startDate && endDate) return { allDay: true, startDate, endDate, zone };
  const [from, to] = [text(start?.dateTime), text(end?.dateTime)].map((value) => Date.parse(value ?? ''));
  if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) return null;
  const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return { allDay: false, start: iso(from), end: iso(to), zone };
}
