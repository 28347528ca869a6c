/** A civil date, `2026-03-29`. */
export type LocalDate = string;
/** A civil date and time to the minute, `2026-03-29T09:00`: what a datetime-local field holds. */
export type LocalMinute = string;

const DAY = 86_400_000;
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
    });
    formats.set(zone, format);
  }
  return format;
}

/** What a clock on the wall in `zone` shows at `instant` (milliseconds since 1970), to the minute. */
export function localMinute(instant: number, zone: string): LocalMinute {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = value;
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

export function localDate(instant: number, zone: string): LocalDate {
  return localMinute(instant, zone).slice(0, 10);
}

/** Minutes since midnight on the wall. */
export function minuteOfDay(local: LocalMinute): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

/** The local time `minutes` after midnight of `date`; may lie on a day before or after. */
export function localAt(date: LocalDate, minutes: number): LocalMinute {
  return new Date(Date.parse(`${date}T00:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return localAt(date, days * 1440).slice(0, 10);
}

/** Days from `from` to `to`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: LocalDate): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}

function offsetAt(instant: number, zone: string): number {
  return Date.parse(`${localMinute(instant, zone)}Z`) - Math.floor(instant / 60_000) * 60_000;
}

/**
 * The instant (ISO, UTC) at which the clock in `zone` shows `local`: the first one where an hour is repeated, and as far behind
 * the gap as `local` lies in it where an hour is left out. The same rule as the server's.
 */
export function instantOf(local: LocalMinute, zone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const before = offsetAt(asUtc - DAY, zone);
  const after = offsetAt(asUtc + DAY, zone);
  for (const offset of [before, after]) {
    if (localMinute(asUtc - offset, zone) === local) return new Date(asUtc - offset).toISOString();
  }
  return new Date(asUtc - before).toISOString();
}

export function startOfDay(date: LocalDate, zone: string): string {
  return instantOf(`${date}T00:00`, zone);
}
