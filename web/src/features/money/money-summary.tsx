import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me';
import { ProblemNote } from '../../components/problem-note';
import { useMoney } from '../../components/use-money';
import { MoneyChart } from './money-chart';
import type { MoneyKind } from './money-kinds';
import { type Month, monthInWords } from './months';
import { sumBy, useMoneyTotals } from './use-money-totals';
import classes from './money.module.css';

const none = '';

/** Above the list: the chart of both kinds, and what this kind sums up to in the chosen month or the last twelve. */
export function MoneySummary(props: { kind: MoneyKind; months: readonly Month[]; month: Month | null }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const money = useMoney();
  const { kind, months, month } = props;
  const revenue = useMoneyTotals('revenue', months);
  const expenses = useMoneyTotals('expenses', months);
  const note = (
    <ProblemNote
      problem={revenue.error ?? expenses.error}
      onRetry={() => {
        if (revenue.error) void revenue.refetch();
        if (expenses.error) void expenses.refetch();
      }}
    />
  );
  if (!revenue.data || !expenses.data) {
    return revenue.error || expenses.error ? note : <Skeleton height={228} mb={16} />;
  }

  const { currency } = me.org;
  const monthly = { revenue: revenue.data.items, expenses: expenses.data.items };
  const sums = months.map((one) => {
    const of = (which: MoneyKind) =>
      sumBy(
        monthly[which].filter((line) => line.month === one && line.currency === currency),
        () => none,
      ).get(none) ?? 0;
    return { month: one, revenue: of('revenue'), expenses: of('expenses') };
  });
  const lines = monthly[kind].filter((line) => month === null || line.month === month);
  const totals = [...sumBy(lines, (line) => line.currency)];
  const categories = [
    ...sumBy(
      lines.filter((line) => line.currency === currency),
      (line) => line.category ?? none,
    ),
  ].toSorted(([, one], [, other]) => other - one);
  const most = categories[0]?.[1] ?? 0;
  const others = [...monthly.revenue, ...monthly.expenses].some((line) => line.currency !== currency);

  return (
    <>
      {note}
      <div className={classes.summary}>
        <section className={classes.panel} aria-label={t('money.chart.title')}>
          <MoneyChart months={sums} currency={currency} month={month} />
          {others ? <p className={classes.dim}>{t('money.chart.others', { currency })}</p> : null}
        </section>
        <section className={classes.panel} aria-label={t('money.byCategory')}>
          <h2 className={classes.period}>{month ? monthInWords(month, i18n.language) : t('money.lastMonths')}</h2>
          <p className={classes.total}>
            {totals.length === 0
              ? money.format(0, currency)
              : totals.map(([code, amount]) => <span key={code}>{money.format(amount, code)}</span>)}
          </p>
          <ul className={classes.categories}>
            {categories.slice(0, 6).map(([name, amount]) => (
              <li key={name}>
                <span className={classes.category}>{name || t('money.noCategory')}</span>
                <span className={classes.amount}>{money.format(amount, currency)}</span>
                <span className={classes.share} style={{ inlineSize: `${most > 0 ? (amount / most) * 100 : 0}%` }} />
              </li>
            ))}
          </ul>
          {categories.length > 6 ? (
            <p className={classes.dim}>{t('money.moreCategories', { count: categories.length - 6 })}</p>
          ) : null}
        </section>
      </div>
    </>
  );
}
