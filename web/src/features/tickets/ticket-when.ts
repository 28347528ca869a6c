import type { Ticket } from '../../api/client';
import { clockStyle, dayStyle, formatDate, formatWhen } from '../../components/when';
import { addDays, instantOf, localDate, localMinute, type LocalMinute } from '../../components/zoned-time';

/** A scheduled ticket without an end lasts this long. */
export const defaultMinutes = 60;
const MINUTE = 60_000;

type Scheduled = Pick<Ticket, 'scheduledStart' | 'scheduledEnd' | 'allDay'>;

/** When a scheduled ticket ends, milliseconds; of all-day ones the last minute of the last day. */
export function endOf(ticket: Scheduled & { scheduledStart: string }, zone: string): number {
  const start = Date.parse(ticket.scheduledStart);
  if (ticket.allDay) return Date.parse(instantOf(`${lastDayOf(ticket, zone)}T23:59`, zone));
  return ticket.scheduledEnd ? Date.parse(ticket.scheduledEnd) : start + defaultMinutes * MINUTE;
}

/** The last civil day that an all-day ticket takes. */
export function lastDayOf(ticket: Scheduled & { scheduledStart: string }, zone: string): string {
  const first = localDate(Date.parse(ticket.scheduledStart), zone);
  if (!ticket.scheduledEnd) return first;
  // An end at midnight belongs to the day before it.
  const last = localDate(Date.parse(ticket.scheduledEnd) - 1, zone);
  return last < first ? first : last;
}

/** "Tue 24 Nov, 09:00–10:00", "Tue 24 Nov, all day"; null where nothing is planned. */
export function whenInWords(ticket: Scheduled, zone: string, language: string, allDay: string): string | null {
  const { scheduledStart } = ticket;
  if (!scheduledStart) return null;
  const planned = { ...ticket, scheduledStart };
  const first = localDate(Date.parse(scheduledStart), zone);
  if (ticket.allDay) {
    const last = lastDayOf(planned, zone);
    const days = first === last ? [first] : [first, last];
    return `${days.map((day) => formatDate(day, language, dayStyle)).join(' – ')}, ${allDay}`;
  }
  const end = endOf(planned, zone);
  const sameDay = localDate(end - MINUTE, zone) === first;
  const from = formatWhen(scheduledStart, zone, language, { ...dayStyle, ...clockStyle });
  return `${from} – ${formatWhen(end, zone, language, sameDay ? clockStyle : { ...dayStyle, ...clockStyle })}`;
}

/** "Tue 24 Nov, 09:00", or the day alone: for where there is no room for more. */
export function startInWords(ticket: Scheduled, zone: string, language: string): string | null {
  if (!ticket.scheduledStart) return null;
  return formatWhen(ticket.scheduledStart, zone, language, ticket.allDay ? dayStyle : { ...dayStyle, ...clockStyle });
}

/** The schedule as its fields hold it: local minutes or, all day, local dates; empty where there is none. */
export interface ScheduleValues {
  start: string;
  end: string;
  allDay: boolean;
}

export function toScheduleValues(ticket: Scheduled, zone: string): ScheduleValues {
  const { scheduledStart, scheduledEnd, allDay } = ticket;
  if (!scheduledStart) return { start: '', end: '', allDay: false };
  const start = localMinute(Date.parse(scheduledStart), zone);
  if (allDay) {
    const last = lastDayOf({ ...ticket, scheduledStart }, zone);
    return { start: start.slice(0, 10), end: last === start.slice(0, 10) ? '' : last, allDay };
  }
  return { start, end: scheduledEnd ? localMinute(Date.parse(scheduledEnd), zone) : '', allDay };
}

/** What is sent: without an offset it is the organization's time, and an all-day end is the last day. */
export function fromScheduleValues({ start, end, allDay }: ScheduleValues): Scheduled {
  if (!start) return { scheduledStart: null, scheduledEnd: null, allDay: false };
  return { scheduledStart: start, scheduledEnd: allDay && end === start ? null : end || null, allDay };
}

/** What the fields hold after "all day" was switched. */
export function switchAllDay(values: ScheduleValues, allDay: boolean): ScheduleValues {
  const { start, end } = values;
  if (allDay)
    return { start: start.slice(0, 10), end: end.slice(0, 10) === start.slice(0, 10) ? '' : end.slice(0, 10), allDay };
  return { start: start && `${start.slice(0, 10)}T09:00`, end: '', allDay };
}

/** Moves a schedule by whole days and minutes on the wall, keeping how long it lasts. */
export function moved(
  ticket: Scheduled & { scheduledStart: string },
  to: LocalMinute,
  zone: string,
): Pick<Ticket, 'scheduledStart' | 'scheduledEnd'> {
  const { scheduledStart, scheduledEnd, allDay } = ticket;
  if (allDay) {
    const first = localDate(Date.parse(scheduledStart), zone);
    const days = Math.round(
      (Date.parse(`${lastDayOf(ticket, zone)}T00:00Z`) - Date.parse(`${first}T00:00Z`)) / 86_400_000,
    );
    return {
      scheduledStart: instantOf(`${to.slice(0, 10)}T00:00`, zone),
      // The first instant after its last day.
      scheduledEnd: scheduledEnd && days > 0 ? instantOf(`${addDays(to.slice(0, 10), days + 1)}T00:00`, zone) : null,
    };
  }
  const start = instantOf(to, zone);
  const length = scheduledEnd ? Date.parse(scheduledEnd) - Date.parse(scheduledStart) : null;
  return {
    scheduledStart: start,
    scheduledEnd: length === null ? null : new Date(Date.parse(start) + length).toISOString(),
  };
}
