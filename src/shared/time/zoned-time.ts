import { DAY, MINUTE } from './clock.js';

/** A civil date, `2026-03-29`. */
export type LocalDate = string;
/** A civil date and time without an offset, `2026-03-29T09:00:00`. */
export type LocalDateTime = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether this is an IANA zone that this process knows. */
export function isTimeZone(zone: string): boolean {
  try {
    // Offsets such as +01:00 are taken by Intl, but are no zone that a calendar knows.
    return /^[A-Za-z]/.test(zone) && formatOf(zone) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** What a clock on the wall in `zone` shows at `instant`, to the second. Throws RangeError for an unknown zone. */
export function localTime(instant: Date, zone: string): LocalDateTime {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value;
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

export function localDate(instant: Date, zone: string): LocalDate {
  return localTime(instant, zone).slice(0, 10);
}

/** How far `zone` is ahead of UTC at `instant`, milliseconds. */
function offsetAt(instant: Date, zone: string): number {
  return Date.parse(`${localTime(instant, zone)}Z`) - Math.floor(instant.getTime() / 1_000) * 1_000;
}

/** RFC 3339: local time and offset, `2026-03-29T09:00:00+02:00`; names one instant, in a repeated hour too. */
export function localTimeWithOffset(instant: Date, zone: string): string {
  const minutes = Math.round(offsetAt(instant, zone) / MINUTE);
  const sign = minutes < 0 ? '-' : '+';
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${localTime(instant, zone)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * The instant at which the clock in `zone` shows `local`: the first one where an hour is repeated, and as far behind the gap as
 * `local` lies in it where an hour is left out (what RFC 5545 says).
 */
export function instantOf(local: LocalDateTime, zone: string): Date {
  const asUtc = Date.parse(`${local}Z`);
  const before = offsetAt(new Date(asUtc - DAY), zone);
  const after = offsetAt(new Date(asUtc + DAY), zone);
  for (const offset of [before, after]) {
    const candidate = new Date(asUtc - offset);
    if (localTime(candidate, zone) === local) return candidate;
  }
  return new Date(asUtc - before);
}

/** The first instant of a day in `zone`; not always midnight, some zones change their clocks then. */
export function startOfDay(date: LocalDate, zone: string): Date {
  return instantOf(`${date}T00:00:00`, zone);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
