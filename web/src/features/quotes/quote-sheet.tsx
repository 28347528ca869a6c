import { useTranslation } from 'react-i18next';
import type { Quote } from '../../api/client';
import { numberLocale } from '../../app/locale';
import { useMe } from '../../app/me';
import { useMoney } from '../../components/use-money';
import { formatDate, formatWhen } from '../../components/when';
import { quantityDigits } from './quote-total';
import classes from './quote-sheet.module.css';

/** The quote as the client gets it: on screen a sheet, in print the page and nothing else. */
export function QuoteSheet({ quote, printOnly }: { quote: Quote; printOnly?: boolean }) {
  const { t, i18n } = useTranslation();
  const { org } = useMe();
  const money = useMoney();
  const quantity = new Intl.NumberFormat(numberLocale(), { maximumFractionDigits: quantityDigits });
  const at = (instant: string) => formatWhen(instant, org.timeZone, i18n.language, { dateStyle: 'medium' });
  return (
    <article
      className={classes.sheet}
      data-print=""
      data-print-only={printOnly || undefined}
      aria-label={t('quotes.named', { number: quote.number })}
    >
      <p className={classes.org}>{org.name}</p>
      <div className={classes.top}>
        <div>
          <p className={classes.small}>{t('quotes.sheet.for')}</p>
          <p className={classes.client}>{quote.clientName}</p>
        </div>
        <dl className={classes.facts}>
          <dt>{t('quotes.sheet.number')}</dt>
          <dd>#{quote.number}</dd>
          <dt>{t('quotes.sheet.date')}</dt>
          <dd>{at(quote.sentAt ?? quote.createdAt)}</dd>
          {quote.validUntil ? (
            <>
              <dt>{t('quotes.fields.validUntil')}</dt>
              <dd>{formatDate(quote.validUntil, i18n.language)}</dd>
            </>
          ) : null}
        </dl>
      </div>
      <h2 className={classes.title}>{quote.title}</h2>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('quotes.items.title')}>
        <table className={classes.items}>
          <thead>
            <tr>
              <th scope="col">{t('quotes.items.description')}</th>
              <th scope="col" className={classes.number}>
                {t('quotes.items.quantity')}
              </th>
              <th scope="col" className={classes.number}>
                {t('quotes.items.unitPrice')}
              </th>
              <th scope="col" className={classes.number}>
                {t('quotes.items.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {quote.items.map((item, index) => (
              <tr key={index}>
                <td className={classes.description}>{item.description}</td>
                <td className={classes.number}>{quantity.format(item.quantity)}</td>
                <td className={classes.number}>{money.format(item.unitPrice, quote.currency)}</td>
                <td className={classes.number}>{money.format(item.total, quote.currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t('quotes.fields.total')}
              </th>
              <td className={classes.number}>{money.format(quote.total, quote.currency)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {quote.decidedAt && (quote.status === 'accepted' || quote.status === 'declined') ? (
        <p className={classes.decided}>{t(`quotes.sheet.${quote.status}`, { date: at(quote.decidedAt) })}</p>
      ) : null}
    </article>
  );
}
