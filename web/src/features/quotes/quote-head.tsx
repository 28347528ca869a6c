import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Quote } from '../../api/client';
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
      <Link to="/quotes" className={classes.back}>
        <ArrowLeft size={14} aria-hidden="true" />
        {t('quotes.title')}
      </Link>
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
