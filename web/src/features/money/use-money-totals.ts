import { useQuery } from '@tanstack/react-query';
import type { MoneyTotals } from '../../api/client';
import { firstDay, lastDay, type Month } from './months';
import { moneyKey, type MoneyKind, routesOf } from './money-kinds';

/** The sums of a kind over months, by month, category and currency, in one request. */
export function useMoneyTotals(kind: MoneyKind, months: readonly Month[]) {
  const from = firstDay(months[0] ?? '');
  const to = lastDay(months.at(-1) ?? '');
  return useQuery({
    queryKey: [...moneyKey(kind), 'totals', from, to],
    queryFn: ({ signal }) => routesOf[kind].totals({ query: { from, to }, signal }),
  });
}

type Line = MoneyTotals['items'][number];

/** What the lines sum up to by a word of theirs; integers, so exactly. */
export function sumBy(lines: readonly Line[], of: (line: Line) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(of(line), (sums.get(of(line)) ?? 0) + line.amount);
  return sums;
}
