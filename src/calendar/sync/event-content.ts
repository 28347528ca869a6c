import { createHash } from 'node:crypto';
import type { LocalDate } from '../../shared/time/zoned-time.js';

/** When an event is. Ends are exclusive. */
export type EventTime =
  | {
      allDay: false;
      /** ISO 8601 in UTC to the second, `2026-03-29T07:00:00Z`. */
      start: string;
      end: string;
      /** IANA zone of the organization: what the event is shown and moved in. */
      zone: string;
    }
  | { allDay: true; startDate: LocalDate; endDate: LocalDate; zone: string };

/** What Muster writes into an event, whatever calendar it is in. No comments, no other people. */
export interface EventContent {
  title: string;
  description: string;
  time: EventTime;
}

/** Raise it when the mapping to a provider changes in a way that events which stand already must follow. */
const MAPPING = 1;

/** Equal hashes: writing the event again would change nothing, so no call is made. */
export function hashContent({ title, description, time }: EventContent): string {
  const when = time.allDay
    ? ['day', time.startDate, time.endDate, time.zone]
    : ['time', time.start, time.end, time.zone];
  return createHash('sha256')
    .update(JSON.stringify([MAPPING, title, description, ...when]))
    .digest('base64url')
    .slice(0, 22);
}

/** The same moment, whatever zone it is told in. */
export function sameTime(a: EventTime, b: EventTime): boolean {
  if (a.allDay) return b.allDay && a.startDate === b.startDate && a.endDate === b.endDate;
  return !b.allDay && a.start === b.start && a.end === b.end;
}
