import { addDays, instantOf, localTime, startOfDay } from './zoned-time.js';

// How clients name a time. With an offset it is one instant, whatever the zone; without, the organization's clock shows it.

const DAY_FORM = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT_FORM =
  /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/** What is wrong with a civil date, or undefined. */
export function dayFault(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? DAY_FORM.exec(value) : null;
  if (!parts || typeof value !== 'string') return 'must be a date, such as 2026-11-24';
  const year = Number(parts[1]);
  const instant = Date.parse(`${value}T00:00:00Z`);
  // 30 February is parsed as 2 March by some, and not at all by others.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== value)
    return 'is a day that does not exist';
  return year < FIRST_YEAR || year > LAST_YEAR ? `must lie between ${FIRST_YEAR} and ${LAST_YEAR}` : undefined;
}

export function momentFault(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? MOMENT_FORM.exec(value) : null;
  if (!parts) return 'must be a time, such as 2026-11-24T09:00:00Z';
  return dayFault(parts[1]);
}

/** Whether a moment (that has no fault) names its instant by itself. */
export function hasOffset(value: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/.test(value);
}

/** Whether it names a whole day. */
export function isDay(value: string): boolean {
  return DAY_FORM.test(value);
}

/** A local moment as date and time to the second. */
export function localForm(value: string): string {
  if (isDay(value)) return `${value}T00:00:00`;
  return value.length === 16 ? `${value}:00` : value.slice(0, 19);
}

/**
 * The instant of a moment that has no fault; of a whole day its first, with `end` the first of the day after. Undefined
 * for a local time that the zone leaves out when its clocks go forward.
 */
export function resolveMoment(value: string, zone: string, { end = false } = {}): Date | undefined {
  if (hasOffset(value)) return new Date(value);
  if (isDay(value)) return startOfDay(end ? addDays(value, 1) : value, zone);
  const local = localForm(value);
  const instant = instantOf(local, zone);
  return localTime(instant, zone) === local ? instant : undefined;
}
