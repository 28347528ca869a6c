import { Button } from '@mantine/core';
import { FileText, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listQuotes, type Quote } from '../../api/client';
import { may, useMe } from '../../app/me';
import { Cut } from '../../components/cut';
import { type Column, DataTable } from '../../components/data-table';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { ListEmpty } from '../../components/list-empty';
import { NumberedLink } from '../../components/numbered-link';
import { PageHeader } from '../../components/page-header';
import { StatusDot } from '../../components/status-dot';
import { useList } from '../../components/use-list';
import { useMoney } from '../../components/use-money';
import { oneOf, useUrlFilters } from '../../components/use-url-filters';
import { formatDate } from '../../components/when';
import { quotesKey, quoteStatuses, quoteTones } from './quotes-query';

export function QuotesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useUrlFilters();
  const search = params.get('search') ?? '';
  const status = oneOf(quoteStatuses, params.get('status'));
  const columns = useQuoteColumns();
  const { count, table } = useList<Quote>([...quotesKey, 'list', search, status], (cursor, signal) =>
    listQuotes({
      query: {
        ...(search ? { search } : {}),
        ...(status ? { status: [status] } : {}),
        ...(cursor ? { cursor } : {}),
      },
      signal,
    }),
  );
  const newButton = may(me, 'quotes:create') ? (
    <Button component={Link} to="/quotes/new" leftSection={<Plus size={16} aria-hidden="true" />}>
      {t('quotes.new')}
    </Button>
  ) : null;

  return (
    <>
      <PageHeader title={t('quotes.title')} count={count} action={newButton} />
      <FilterBar>
        <SearchField label={t('quotes.search')} value={search} onChange={(value) => setParams({ search: value })} />
        <FilterSelect
          label={t('quotes.fields.status')}
          all={t('quotes.allStatuses')}
          value={status}
          options={quoteStatuses.map((value) => ({ value, label: t(`quotes.status.${value}`) }))}
          onChange={(value) => setParams({ status: value })}
        />
      </FilterBar>
      <DataTable<Quote>
        label={t('quotes.title')}
        columns={columns}
        {...table}
        rowKey={(quote) => quote.id}
        empty={
          <ListEmpty
            icon={FileText}
            filtered={search !== '' || status !== null}
            noMatch={t('quotes.noMatch', { returnObjects: true })}
            onClear={() => setParams({ search: null, status: null })}
            none={t('quotes.empty', { returnObjects: true })}
            action={newButton}
          />
        }
      />
    </>
  );
}

function useQuoteColumns(): ReadonlyArray<Column<Quote>> {
  const { t, i18n } = useTranslation();
  const money = useMoney();
  return useMemo(
    () => [
      {
        key: 'title',
        header: t('quotes.fields.title'),
        kind: 'title',
        cell: (quote) => <NumberedLink to={`/quotes/${quote.id}`} number={quote.number} title={quote.title} />,
      },
      {
        key: 'client',
        header: t('people.client'),
        width: '22%',
        cell: (quote) => <Cut text={quote.clientName} />,
      },
      {
        key: 'status',
        header: t('quotes.fields.status'),
        width: '116px',
        cell: (quote) => <StatusDot tone={quoteTones[quote.status]}>{t(`quotes.status.${quote.status}`)}</StatusDot>,
      },
      {
        key: 'validUntil',
        header: t('quotes.fields.validUntil'),
        width: '124px',
        cell: (quote) => <Cut text={quote.validUntil && formatDate(quote.validUntil, i18n.language)} />,
      },
      {
        key: 'total',
        header: t('quotes.fields.total'),
        kind: 'number',
        width: '144px',
        cell: (quote) => money.format(quote.total, quote.currency),
      },
    ],
    // `money` is made of the browser's locale, which does not change while the page is open.
    [t, i18n.language],
  );
}
