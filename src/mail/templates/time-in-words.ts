import { DAY, HOUR, MINUTE } from '../../shared/time/clock.js';

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

/**
 * How long something still lasts, for a sentence: "30 minutes", "24 hours", "7 days". Rounded down, but a mail that
 * left a little late still says the round figure; the exact time stands beside it.
 */
export function lifetimeInWords(ms: number): string {
  if (ms < 1.5 * MINUTE) return 'a minute';
  if (ms < 2 * HOUR - 5 * MINUTE) return count(Math.round(ms / MINUTE), 'minute');
  if (ms < 2 * DAY - HOUR) return count(Math.floor((ms + 5 * MINUTE) / HOUR), 'hour');
  return count(Math.floor((ms + HOUR) / DAY), 'day');
}

/** "1 December 2026 at 14:05 CET" in the given IANA zone. */
export function momentInWords(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
    .format(at)
    .replace(/\u202f/g, ' ');
}
