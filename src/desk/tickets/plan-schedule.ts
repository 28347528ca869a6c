import type { FieldError } from '../../shared/errors/problem.js';
import { resolveMoment } from '../../shared/time/moment.js';
import { addDays, instantOf, localTime } from '../../shared/time/zoned-time.js';

export interface Schedule {
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  allDay: boolean;
}

/** Moments without a fault (`momentFault`); absent is unchanged, null is cleared. */
export interface SchedulePatch {
  scheduledStart?: string | null;
  scheduledEnd?: string | null;
  allDay?: boolean;
}

/** The longest visit, days. It bounds how far back a range of the schedule has to look. */
export const LONGEST_VISIT = 31;

export function touchesSchedule(patch: SchedulePatch): boolean {
  return patch.scheduledStart !== undefined || patch.scheduledEnd !== undefined || patch.allDay !== undefined;
}

/**
 * The schedule that a patch makes of another, or what is wrong with it. Local moments are `zone`'s. Clearing the start
 * clears the end and all-day with it; a whole day as end is the last day, not the one after.
 */
export function planSchedule(before: Schedule, patch: SchedulePatch, zone: string): Schedule | FieldError {
  const start = moment('scheduledStart', before.scheduledStart, patch.scheduledStart, zone);
  if (start !== null && 'path' in start) return start;
  const cleared = patch.scheduledStart === null;
  const end = moment('scheduledEnd', cleared ? null : before.scheduledEnd, patch.scheduledEnd, zone);
  if (end !== null && 'path' in end) return end;
  const allDay = patch.allDay ?? (cleared ? false : before.allDay);

  if (start === null) {
    if (end !== null) return { path: 'scheduledStart', message: 'is needed where there is an end' };
    if (allDay) return { path: 'scheduledStart', message: 'is needed for all day' };
    return { scheduledStart: null, scheduledEnd: null, allDay: false };
  }
  if (end !== null) {
    // All day, start and end may name the same day.
    if (allDay ? end < start : end <= start) return { path: 'scheduledEnd', message: 'must be after the start' };
    if (end > daysAfter(start, LONGEST_VISIT, zone)) {
      return { path: 'scheduledEnd', message: `must be at most ${LONGEST_VISIT} days after the start` };
    }
  }
  return { scheduledStart: start, scheduledEnd: end, allDay };
}

/** The same time of day so many days later by the zone's clock: a day in which it changes is a day too. */
function daysAfter(start: Date, days: number, zone: string): Date {
  const [day = '', time = ''] = localTime(start, zone).split('T');
  return instantOf(`${addDays(day, days)}T${time}`, zone);
}

function moment(
  path: 'scheduledStart' | 'scheduledEnd',
  before: Date | null,
  given: string | null | undefined,
  zone: string,
): Date | null | FieldError {
  if (given === undefined) return before;
  if (given === null) return null;
  return (
    resolveMoment(given, zone, { end: path === 'scheduledEnd' }) ?? {
      path,
      message: `does not exist in ${zone}: the clocks go forward then`,
    }
  );
}
