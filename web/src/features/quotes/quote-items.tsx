import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ClientRef } from '../../api/client';
import { MoneyField } from '../../components/money-field';
import { useMoney } from '../../components/use-money';
import { lineTotal, quoteTotal } from './quote-total';
import classes from './quote-items.module.css';

export interface ItemValues {
  key: string;
  description: string;
  quantity: string;
  unitPrice: string;
}

export function blankItem(): ItemValues {
  return { key: randomId(), description: '', quantity: '1', unitPrice: '' };
}

export interface QuoteValues extends Record<string, unknown> {
  client: ClientRef | null;
  title: string;
  validUntil: string;
  currency: string;
  items: ItemValues[];
}

interface QuoteItemsProps {
  form: UseFormReturnType<QuoteValues>;
  currency: string;
  quantityOf: (typed: string) => number | null;
}

/** The lines of a quote, and what they come to. */
export function QuoteItems({ form, currency, quantityOf }: QuoteItemsProps) {
  const { t } = useTranslation();
  const money = useMoney();
  const { items } = form.getValues();
  const lines = items.map((item) => {
    const quantity = quantityOf(item.quantity);
    const unitPrice = money.parse(item.unitPrice, currency);
    return quantity === null || unitPrice === null || quantity < 0 ? null : { quantity, unitPrice };
  });
  const add = () => {
    form.insertListItem('items', blankItem());
    // Once the new line is drawn.
    requestAnimationFrame(() => form.getInputNode(`items.${items.length}.description`)?.focus());
  };
  return (
    <section aria-label={t('quotes.items.title')}>
      <table role="table" className={classes.items}>
        <thead role="rowgroup">
          <tr role="row">
            {(['description', 'quantity', 'unitPrice', 'total'] as const).map((column) => (
              <th key={column} role="columnheader" scope="col" data-column={column}>
                {t(`quotes.items.${column}`)}
              </th>
            ))}
            <th role="columnheader" scope="col" data-column="remove">
              <span className={classes.hidden}>{t('fields.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item, index) => (
            <tr key={item.key} role="row">
              <td role="cell" data-column="description">
                <Textarea
                  {...form.getInputProps(`items.${index}.description`)}
                  aria-label={t('quotes.items.descriptionOf', { number: index + 1 })}
                  placeholder={t('quotes.items.description')}
                  autosize
                  minRows={1}
                  maxRows={6}
                />
              </td>
              <td role="cell" data-column="quantity">
                <TextInput
                  {...form.getInputProps(`items.${index}.quantity`)}
                  aria-label={t('quotes.items.quantityOf', { number: index + 1 })}
                  inputMode="decimal"
                  autoComplete="off"
                  classNames={{ input: classes.right }}
                />
              </td>
              <td role="cell" data-column="unitPrice">
                <MoneyField
                  {...form.getInputProps(`items.${index}.unitPrice`)}
                  label={t('quotes.items.unitPriceOf', { number: index + 1 })}
                  hiddenLabel
                  currency={currency}
                />
              </td>
              <td role="cell" data-column="total">
                {lines[index] ? money.format(lineTotal(lines[index]), currency) : '–'}
              </td>
              <td role="cell" data-column="remove">
                {items.length > 1 ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('quotes.items.remove', { number: index + 1 })}
                    onClick={() => {
                      form.removeListItem('items', index);
                      requestAnimationFrame(() =>
                        form.getInputNode(`items.${Math.max(0, index - 1)}.description`)?.focus(),
                      );
                    }}
                  >
                    <X size={16} />
                  </ActionIcon>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.foot}>
        <Button variant="default" leftSection={<Plus size={14} aria-hidden="true" />} onClick={add}>
          {t('quotes.items.add')}
        </Button>
        <p className={classes.total}>
          {t('quotes.fields.total')}
          <output aria-live="polite">
            {money.format(quoteTotal(lines.filter((line) => line !== null)), currency)}
          </output>
        </p>
      </div>
    </section>
  );
}
