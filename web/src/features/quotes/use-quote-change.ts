import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { deleteQuote, type Quote, type QuoteStatus, updateQuote } from '../../api/client';
import type { Problem } from '../../api/problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { deleteWithUndo } from '../../components/undoable-delete';
import { quoteKey, quotesKey } from './quotes-query';

/** Sent, accepted, declined, and back: each with Undo, as each has a way back. */
export function useQuoteStatus() {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: ({ quote, status }: { quote: Quote; status: QuoteStatus; back?: QuoteStatus }) =>
      updateQuote({ path: { id: quote.id }, body: { status } }),
    onSuccess: (quote, { back }) => {
      queryClient.setQueryData(quoteKey(quote.id), quote);
      notify(
        t(`quotes.became.${quote.status}`, { number: quote.number }),
        back ? { label: t('common.undo'), run: () => change.mutate({ quote, status: back }) } : undefined,
      );
    },
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: quotesKey }),
  });
  return change;
}

export function useDeleteQuote() {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  return (quote: Quote) => {
    deleteWithUndo({
      id: quote.id,
      message: t('quotes.deleted', { number: quote.number }),
      run: (keepalive) => deleteQuote({ path: { id: quote.id }, keepalive }),
      queryKey: quotesKey,
      failed: (error) => text(error as Problem),
    });
    void navigate('/quotes');
  };
}
