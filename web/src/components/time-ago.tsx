import { useTranslation } from 'react-i18next';
import { now } from '../app/clock';
import { hourCycle, variantOf } from '../app/locale';
import classes from './time-ago.module.css';

const steps: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 hours ago", "in 6 days"; within a minute "now". */
export function relativeTime(iso: string, language: string): string {
  const seconds = (Date.parse(iso) - now()) / 1000;
  const format = new Intl.RelativeTimeFormat(variantOf(language), { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}

export function exactTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(variantOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: hourCycle(),
  }).format(new Date(iso));
}

/** A time relative to now, and the exact one on hover. */
export function TimeAgo({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={exactTime(at, i18n.language)} className={classes.time}>
      {relativeTime(at, i18n.language)}
    </time>
  );
}
