import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quote } from '../../api/client';
import { BackLink } from '../../components/back-link';
import { StatusDot } from '../../components/status-dot';
import { quoteTones } from './quotes-query';
import classes from './quotes.module.css';

/** Which quote it is, how it stands, and what can be done. */
export function QuoteHead({ quote, children }: { quote: Quote | null; children: ReactNode }) {
  const { t } = useTranslation();
  const title = quote ? t('quotes.named', { number: quote.number }) : t('quotes.new');
  return (
    <>
      <title>{`${quote ? `${title}: ${quote.title}` : title} · Muster`}</title>
      <BackLink to="/quotes">{t('quotes.title')}</BackLink>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        <StatusDot tone={quoteTones[quote?.status ?? 'draft']}>
          {t(`quotes.status.${quote?.status ?? 'draft'}`)}
        </StatusDot>
        <div className={classes.headActions}>{children}</div>
      </header>
    </>
  );
}
