import { formatDate } from '../../components/when';
import { addDays } from '../../components/zoned-time';

/** A civil month, `2026-11`. */
export type Month = string;

export function monthOf(date: string): Month {
  return date.slice(0, 7);
}

export function addMonths(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const all = year * 12 + number - 1 + by;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** `count` months, the last of them `month`. */
export function monthsUntil(month: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, index) => addMonths(month, index + 1 - count));
}

export function firstDay(month: Month): string {
  return `${month}-01`;
}

export function lastDay(month: Month): string {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

export function isMonth(text: string | null): text is Month {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** "Nov 2026"; `short` "Nov". */
export function monthInWords(month: Month, language: string, style: 'long' | 'short' = 'long'): string {
  return formatDate(firstDay(month), language, { month: 'short', ...(style === 'long' ? { year: 'numeric' } : {}) });
}
