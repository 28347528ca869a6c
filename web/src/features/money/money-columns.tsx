import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MoneyEntry } from '../../api/client';
import { Cut } from '../../components/cut';
import type { Column } from '../../components/data-table';
import { useMoney } from '../../components/use-money';
import { formatDate } from '../../components/when';
import type { MoneyKind } from './money-kinds';
import classes from './money.module.css';

interface Actions {
  kind: MoneyKind;
  /** Null where the role may not. */
  onEdit: ((entry: MoneyEntry) => void) | null;
  onDelete: ((entry: MoneyEntry) => void) | null;
}

export function useMoneyColumns({ onEdit, onDelete }: Actions): ReadonlyArray<Column<MoneyEntry>> {
  const { t, i18n } = useTranslation();
  const money = useMoney();
  const actions: Column<MoneyEntry> = {
    key: 'actions',
    header: t('fields.actions'),
    kind: 'actions',
    width: onEdit && onDelete ? '128px' : '72px',
    cell: (entry) => (
      <span className={classes.actions}>
        {onEdit ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => onEdit(entry)}
            aria-label={`${t('money.edit')}: ${entry.description}`}
          >
            {t('money.edit')}
          </Button>
        ) : null}
        {onDelete ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => onDelete(entry)}
            aria-label={`${t('money.delete')}: ${entry.description}`}
          >
            {t('money.delete')}
          </Button>
        ) : null}
      </span>
    ),
  };
  const rest = useMemo<ReadonlyArray<Column<MoneyEntry>>>(
    () => [
      {
        key: 'description',
        header: t('money.description'),
        kind: 'title',
        cell: (entry) => (
          <span className={classes.described}>
            <Cut text={entry.description} />
            {entry.ticket ? (
              <Link to={`/tickets/${entry.ticket.id}`} className={classes.ticket} title={entry.ticket.subject}>
                #{entry.ticket.number}
              </Link>
            ) : null}
          </span>
        ),
      },
      {
        key: 'date',
        header: t('money.date'),
        width: '116px',
        cell: (entry) => formatDate(entry.date, i18n.language),
      },
      {
        key: 'category',
        header: t('money.category'),
        width: '15%',
        cell: (entry) => <Cut text={entry.category} />,
      },
      {
        key: 'client',
        header: t('people.client'),
        width: '20%',
        cell: (entry) => <Cut text={entry.client?.name ?? null} />,
      },
      {
        key: 'amount',
        header: t('money.amount'),
        kind: 'number',
        width: '136px',
        cell: (entry) => money.format(entry.amount, entry.currency),
      },
    ],
    // `money` is made of the browser's locale, which does not change while the page is open.
    [t, i18n.language],
  );
  return onEdit || onDelete ? [...rest, actions] : rest;
}
