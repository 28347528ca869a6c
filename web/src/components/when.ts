import { hourCycle, variantOf } from '../app/locale';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept once made: to make one costs a thousand times what using it does, and a week has hundreds of times in it. */
export function dateFormat(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, style]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, style);
  formats.set(key, format);
  return format;
}

/** Words for an instant in a time zone: the organization's for the schedule, whatever zone the browser is in. */
export function formatWhen(
  instant: string | number,
  zone: string,
  language: string,
  style: Intl.DateTimeFormatOptions,
): string {
  return dateFormat(variantOf(language), { timeZone: zone, hourCycle: hourCycle(), ...style }).format(
    new Date(instant),
  );
}

export const clockStyle = { hour: 'numeric', minute: '2-digit' } as const;
export const dayStyle = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** A civil date in words: "24 Nov 2026". */
export function formatDate(
  date: string,
  language: string,
  style: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
  return dateFormat(variantOf(language), { timeZone: 'UTC', ...style }).format(new Date(`${date.slice(0, 10)}T00:00Z`));
}
