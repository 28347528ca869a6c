import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../app/clock';
import { hourCycle, variantOf } from '../app/locale';
import { dateFormat } from './when';
import classes from './time-ago.module.css';

const steps: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const formats = new Map<string, Intl.RelativeTimeFormat>();

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  formats.set(locale, format);
  return format;
}

/** "3 hours ago", "in 6 days"; within a minute "now". */
export function relativeTime(iso: string, language: string): string {
  const seconds = (Date.parse(iso) - now()) / 1000;
  const format = relativeFormat(variantOf(language));
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}

export function exactTime(iso: string, language: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', hourCycle: hourCycle() } as const;
  return dateFormat(variantOf(language), style).format(new Date(iso));
}

/** Minutes that passed while a relative time was shown: one timer for all of them, whether or not their rows are drawn anew. */
let minutes = 0;
const listeners = new Set<() => void>();
let timer: number | undefined;

function eachMinute(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    minutes += 1;
    for (const one of listeners) one();
  }, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** A time relative to now, and the exact one on hover. */
export function TimeAgo({ at }: { at: string }) {
  const { i18n } = useTranslation();
  useSyncExternalStore(eachMinute, () => minutes);
  return (
    <time dateTime={at} title={exactTime(at, i18n.language)} className={classes.time}>
      {relativeTime(at, i18n.language)}
    </time>
  );
}
