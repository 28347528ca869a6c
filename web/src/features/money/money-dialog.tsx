import { Autocomplete, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientRef, CreateMoneyEntry, MoneyEntry } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useMe } from '../../app/me';
import { ClientField } from '../../components/client-field';
import { CurrencyField } from '../../components/currency-field';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { MoneyField } from '../../components/money-field';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { useMoney } from '../../components/use-money';
import { moneyKey, type MoneyKind, routesOf } from './money-kinds';

interface MoneyValues extends Record<string, unknown> {
  description: string;
  amount: string;
  currency: string;
  date: string;
  category: string;
  client: ClientRef | null;
}

export function MoneyDialog(props: {
  kind: MoneyKind;
  entry?: MoneyEntry;
  /** Those in use, to choose from. */
  categories: readonly string[];
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const text = useProblemText();
  const money = useMoney();
  const queryClient = useQueryClient();
  const { org } = useMe();
  const { kind, entry } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<MoneyValues>({
    initialValues: {
      description: entry?.description ?? '',
      amount: entry ? money.toInput(entry.amount, entry.currency) : '',
      currency: entry?.currency ?? org.currency,
      date: entry?.date ?? props.today,
      category: entry?.category ?? '',
      client: entry?.client ?? null,
    },
    validate: {
      description: (value) => (value.trim() ? null : t('money.dialog.descriptionNeeded')),
      amount: (value, { currency }) => {
        const amount = money.parse(value, currency);
        return amount === null || amount < 0
          ? t('money.dialog.amountNeeded', { example: money.toInput(123_450, currency) })
          : null;
      },
      date: (value) => (value ? null : t('money.dialog.dateNeeded')),
    },
  });
  const save = useMutation({
    mutationFn: (body: CreateMoneyEntry) =>
      entry
        ? routesOf[kind].update({ path: { id: entry.id }, body: { ...body, version: entry.version } })
        : routesOf[kind].create({ body }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: moneyKey(kind) });
      notify(t('money.dialog.saved'));
      props.onClose();
    },
    onError: (error) => setProblem(placeProblem(form, error, text, {}, { clientId: 'client' }) ? null : error),
  });
  const values = form.getValues();

  return (
    <FormDialog
      onClose={props.onClose}
      title={entry ? t('money.dialog.edit') : t(`money.${kind}.new`)}
      submit={entry ? t('common.save') : t('money.dialog.add')}
      busy={save.isPending}
      dirty={form.isDirty()}
      canSubmit={!entry || form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit(({ description, amount, currency, date, category, client }) => {
        setProblem(null);
        save.mutate({
          description: description.trim(),
          amount: money.parse(amount, currency) ?? 0,
          currency,
          date,
          category: category.trim() || null,
          clientId: client?.id ?? null,
        });
      }, focusFirstError(form))}
    >
      <TextInput
        {...form.getInputProps('description')}
        label={t('money.description')}
        autoComplete="off"
        data-autofocus
      />
      <MoneyField {...form.getInputProps('amount')} label={t('money.amount')} currency={values.currency} />
      <TextInput {...form.getInputProps('date')} label={t('money.date')} type="date" />
      <Autocomplete
        {...form.getInputProps('category')}
        label={t('money.category')}
        data={[...props.categories]}
        comboboxProps={{ shadow: 'md' }}
        maxDropdownHeight={200}
      />
      <ClientField
        value={values.client}
        onChange={(client) => form.setFieldValue('client', client)}
        error={form.errors.client}
      />
      <CurrencyField {...form.getInputProps('currency')} />
    </FormDialog>
  );
}
