import { Button } from '@mantine/core';
import { Check, Printer, Undo2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Quote } from '../../api/client';
import { may, useMe } from '../../app/me';
import { QuoteHead } from './quote-head';
import { QuoteSheet } from './quote-sheet';
import { useDeleteQuote, useQuoteStatus } from './use-quote-change';
import classes from './quotes.module.css';

/** A quote that the client has: to read, to print, and to note what became of it. */
export function QuoteView({ quote }: { quote: Quote }) {
  const { t } = useTranslation();
  const me = useMe();
  const change = useQuoteStatus();
  const remove = useDeleteQuote();
  const editable = may(me, 'quotes:edit');
  return (
    <>
      <QuoteHead quote={quote}>
        {editable && quote.status === 'sent' ? (
          <>
            <Button
              leftSection={<Check size={16} aria-hidden="true" />}
              loading={change.isPending}
              onClick={() => change.mutate({ quote, status: 'accepted', back: 'sent' })}
            >
              {t('quotes.accept')}
            </Button>
            <Button
              variant="default"
              leftSection={<X size={16} aria-hidden="true" />}
              disabled={change.isPending}
              onClick={() => change.mutate({ quote, status: 'declined', back: 'sent' })}
            >
              {t('quotes.decline')}
            </Button>
            <Button
              variant="default"
              leftSection={<Undo2 size={16} aria-hidden="true" />}
              disabled={change.isPending}
              onClick={() => change.mutate({ quote, status: 'draft', back: 'sent' })}
            >
              {t('quotes.toDraft')}
            </Button>
          </>
        ) : null}
        {editable && (quote.status === 'accepted' || quote.status === 'declined') ? (
          <Button
            variant="default"
            leftSection={<Undo2 size={16} aria-hidden="true" />}
            loading={change.isPending}
            onClick={() => change.mutate({ quote, status: 'sent' })}
          >
            {t('quotes.toSent')}
          </Button>
        ) : null}
        <Button variant="default" leftSection={<Printer size={16} aria-hidden="true" />} onClick={() => window.print()}>
          {t('quotes.print')}
        </Button>
        {may(me, 'quotes:delete') ? (
          <Button variant="default" className={classes.delete} onClick={() => remove(quote)}>
            {t('quotes.delete')}
          </Button>
        ) : null}
      </QuoteHead>
      <QuoteSheet quote={quote} />
    </>
  );
}
