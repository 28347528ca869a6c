import { useTranslation } from 'react-i18next';
import { numberLocale } from '../../app/locale';
import { minorDigits } from '../../components/money';
import { useMoney } from '../../components/use-money';
import { type Month, monthInWords } from './months';
import classes from './money-chart.module.css';

export interface MonthSums {
  month: Month;
  revenue: number;
  expenses: number;
}

const height = 132;
const kinds = ['revenue', 'expenses'] as const;

/** The least round number of 1, 2, 5 times a power of ten that is not below `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/**
 * Revenue against expenses, a pair of bars a month; the table beneath says the same to those who do not see it. Drawn by
 * hand: a chart library would weigh more than the rest of the page.
 */
export function MoneyChart(props: { months: readonly MonthSums[]; currency: string; month: Month | null }) {
  const { t, i18n } = useTranslation();
  const money = useMoney();
  const { months, currency } = props;
  const top = roundUp(Math.max(1, ...months.flatMap((one) => [one.revenue, one.expenses])));
  const compact = new Intl.NumberFormat(numberLocale(), {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>{t('money.chart.title')}</span>
        {kinds.map((kind) => (
          <span key={kind} className={classes.key} data-kind={kind}>
            {t(`money.${kind}.title`)}
          </span>
        ))}
      </figcaption>
      <div className={classes.plot} aria-hidden="true">
        <div className={classes.axis}>
          {[1, 0.5, 0].map((part) => (
            // An axis is read at a glance: rounding is right here, and here only.
            <span key={part}>{compact.format((top * part) / 10 ** minorDigits(currency))}</span>
          ))}
        </div>
        <div className={classes.bars}>
          {months.map((one) => (
            <div
              key={one.month}
              className={classes.month}
              data-picked={one.month === props.month || undefined}
              title={`${monthInWords(one.month, i18n.language)}\n${kinds
                .map((kind) => `${t(`money.${kind}.title`)}: ${money.format(one[kind], currency)}`)
                .join('\n')}`}
            >
              <svg viewBox={`0 0 20 ${height}`} preserveAspectRatio="none" className={classes.pair}>
                {kinds.map((kind, index) => {
                  const size = one[kind] === 0 ? 0 : Math.max(1.5, (one[kind] / top) * height);
                  return (
                    <rect
                      key={kind}
                      className={classes.bar}
                      data-kind={kind}
                      x={index * 10 + 1}
                      y={height - size}
                      width={8}
                      height={size}
                    />
                  );
                })}
              </svg>
              <span className={classes.name}>{monthInWords(one.month, i18n.language, 'short')}</span>
            </div>
          ))}
        </div>
      </div>
      <table className={classes.table}>
        <caption>{t('money.chart.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('money.month')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`money.${kind}.title`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.month}>
              <th scope="row">{monthInWords(one.month, i18n.language)}</th>
              {kinds.map((kind) => (
                <td key={kind}>{money.format(one[kind], currency)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
