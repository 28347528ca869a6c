import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Printer, Send } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { createQuote, type Quote, type CreateQuote, updateQuote } from '../../api/client';
import type { Problem } from '../../api/problem';
import { numberLocale } from '../../app/locale';
import { may, useMe } from '../../app/me';
import { ClientField } from '../../components/client-field';
import { CurrencyField } from '../../components/currency-field';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { parseNumber } from '../../components/money';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { UnsavedGuard } from '../../components/unsaved-guard';
import { useMoney } from '../../components/use-money';
import { QuoteHead } from './quote-head';
import { blankItem, QuoteItems, type QuoteValues } from './quote-items';
import { QuoteSheet } from './quote-sheet';
import { quantityDigits } from './quote-total';
import { quoteKey, quoteQuery, quotesKey } from './quotes-query';
import { useDeleteQuote, useQuoteStatus } from './use-quote-change';
import classes from './quotes.module.css';

type After = 'stay' | 'send' | 'print';

/**
 * A draft: its lines are edited in place, the total follows. `quote` is the newest that was read; one that someone else saved
 * meanwhile is taken in where nothing is typed, and else what is typed stays, and saving it says that it is stale.
 */
export function QuoteDraft(props: { quote: Quote | null; onTyping?: (typing: boolean) => void }) {
  const { quote: newest, onTyping } = props;
  const { t } = useTranslation();
  const text = useProblemText();
  const money = useMoney();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const remove = useDeleteQuote();
  const status = useQuoteStatus();
  const [problem, setProblem] = useState<Problem | null>(null);
  // What the form was filled with.
  const [quote, setQuote] = useState(newest);
  // What the form holds is on the server: leaving loses nothing.
  const saved = useRef(false);
  const locale = numberLocale();
  const quantityOf = (typed: string) => parseNumber(typed, quantityDigits, locale);
  const valuesOf = (of: Quote | null): QuoteValues => ({
    client: of?.client ?? null,
    title: of?.title ?? '',
    validUntil: of?.validUntil ?? '',
    currency: of?.currency ?? me.org.currency,
    items: of
      ? of.items.map((item) => ({
          ...blankItem(),
          description: item.description,
          quantity: new Intl.NumberFormat(locale, {
            useGrouping: false,
            maximumFractionDigits: quantityDigits,
          }).format(item.quantity),
          unitPrice: money.toInput(item.unitPrice, of.currency),
        }))
      : [blankItem()],
  });
  const form = useForm<QuoteValues>({
    initialValues: valuesOf(quote),
    validate: {
      client: (value) => (value ? null : t('quotes.dialog.clientNeeded')),
      title: (value) => (value.trim() ? null : t('quotes.dialog.titleNeeded')),
      items: {
        description: (value: string) => (value.trim() ? null : t('quotes.dialog.descriptionNeeded')),
        quantity: (value: string) => ((quantityOf(value) ?? 0) > 0 ? null : t('quotes.dialog.quantityNeeded')),
        unitPrice: (value: string, values) => {
          const price = money.parse(value, values.currency);
          return price === null || price < 0 ? t('quotes.dialog.priceNeeded') : null;
        },
      },
    },
  });
  const values = form.getValues();
  const dirty = form.isDirty();

  const take = (next: Quote, keepTyped = false) => {
    const fresh = valuesOf(next);
    setQuote(next);
    if (!keepTyped) form.setValues(fresh);
    form.resetDirty(fresh);
    setProblem(null);
  };
  const takeNewest = useEffectEvent(() => {
    if (newest && quote && newest.version !== quote.version && !dirty && !save.isPending) take(newest);
  });
  useEffect(() => takeNewest(), [newest]);
  useEffect(() => {
    onTyping?.(dirty);
    return () => onTyping?.(false);
  }, [onTyping, dirty]);

  const save = useMutation({
    mutationFn: ({ body }: { body: CreateQuote; typed: QuoteValues; after: After }) =>
      quote
        ? updateQuote({ path: { id: quote.id }, body: { ...body, version: quote.version } })
        : createQuote({ body }),
    onSuccess: (after, { typed, after: next }) => {
      if (quote) take(after, form.getValues() !== typed);
      else saved.current = true;
      queryClient.setQueryData(quoteKey(after.id), after);
      void queryClient.invalidateQueries({ queryKey: quotesKey });
      if (next === 'send') status.mutate({ quote: after, status: 'sent', back: 'draft' });
      else notify(t('quotes.saved', { number: after.number }));
      if (!quote) void navigate(`/quotes/${after.id}`, { replace: true });
      // Once the saved state is drawn.
      if (next === 'print') setTimeout(() => window.print(), 100);
    },
    onError: (error) => setProblem(placeProblem(form, error, text, {}, { clientId: 'client' }) ? null : error),
  });

  const loadPresent = useMutation({
    mutationFn: (id: string) => queryClient.fetchQuery({ ...quoteQuery(id), staleTime: 0 }),
    onSuccess: (present) => take(present),
    onError: setProblem,
  });

  const submit = (after: After) =>
    form.onSubmit(({ client, title, validUntil, currency, items }) => {
      setProblem(null);
      save.mutate({
        after,
        typed: form.getValues(),
        body: {
          // The form is not valid without one.
          clientId: client?.id ?? '',
          title: title.trim(),
          validUntil: validUntil || null,
          currency,
          items: items.map((item) => ({
            description: item.description.trim(),
            quantity: quantityOf(item.quantity) ?? 0,
            unitPrice: money.parse(item.unitPrice, currency) ?? 0,
          })),
        },
      });
    }, focusFirstError(form))();
  const send = () => {
    if (dirty || !quote) submit('send');
    else status.mutate({ quote, status: 'sent', back: 'draft' });
  };

  return (
    <>
      <UnsavedGuard when={dirty} saved={saved} />
      <QuoteHead quote={quote}>
        <Button type="submit" form="quote" loading={save.isPending} disabled={quote !== null && !dirty}>
          {t('common.save')}
        </Button>
        <Button
          variant="default"
          leftSection={<Send size={16} aria-hidden="true" />}
          disabled={save.isPending || status.isPending}
          onClick={send}
        >
          {t('quotes.send')}
        </Button>
        {quote ? (
          <Button
            variant="default"
            leftSection={<Printer size={16} aria-hidden="true" />}
            disabled={save.isPending}
            onClick={() => (dirty ? submit('print') : window.print())}
          >
            {t('quotes.print')}
          </Button>
        ) : null}
        {quote && may(me, 'quotes:delete') ? (
          <Button
            variant="default"
            className={classes.delete}
            onClick={() => {
              saved.current = true;
              remove(quote);
            }}
          >
            {t('quotes.delete')}
          </Button>
        ) : null}
      </QuoteHead>
      <form
        id="quote"
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit('stay');
        }}
      >
        <ProblemNote problem={problem}>
          {problem?.code === 'stale' && quote ? (
            <Button variant="default" size="compact-sm" mt={8} onClick={() => loadPresent.mutate(quote.id)}>
              {t('quotes.loadPresent')}
            </Button>
          ) : null}
        </ProblemNote>
        <div className={classes.fields}>
          <TextInput {...form.getInputProps('title')} label={t('quotes.fields.title')} autoComplete="off" />
          <ClientField
            value={values.client}
            required
            onChange={(client) => form.setFieldValue('client', client)}
            error={form.errors.client}
            data-path="client"
          />
          <TextInput {...form.getInputProps('validUntil')} label={t('quotes.fields.validUntil')} type="date" />
          <CurrencyField {...form.getInputProps('currency')} />
        </div>
        <QuoteItems form={form} currency={values.currency} quantityOf={quantityOf} />
      </form>
      {quote ? <QuoteSheet quote={quote} printOnly /> : null}
    </>
  );
}
