import { Button } from '@mantine/core';
import { Banknote, Plus, Receipt } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoneyEntry } from '../../api/client';
import type { Problem } from '../../api/problem';
import { now } from '../../app/clock';
import { may, useMe } from '../../app/me';
import { DataTable } from '../../components/data-table';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { ListEmpty } from '../../components/list-empty';
import { PageHeader } from '../../components/page-header';
import { useProblemText } from '../../components/problem-text';
import { deleteWithUndo } from '../../components/undoable-delete';
import { useAskedForNew } from '../../components/use-asked-for-new';
import { useList } from '../../components/use-list';
import { useUrlFilters } from '../../components/use-url-filters';
import { localDate } from '../../components/zoned-time';
import { moneyKey, type MoneyKind, type MoneyQuery, routesOf } from './money-kinds';
import { MoneySummary } from './money-summary';
import { firstDay, isMonth, lastDay, monthInWords, monthOf, monthsUntil } from './months';
import { useMoneyColumns } from './money-columns';
import { useMoneyTotals } from './use-money-totals';

const loadDialog = () => import('./money-dialog');
const MoneyDialog = lazy(async () => ({ default: (await loadDialog()).MoneyDialog }));

/** Revenue or expenses: what they sum up to, and each entry. */
export function MoneyPage({ kind }: { kind: MoneyKind }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const text = useProblemText();
  const [params, setParams] = useUrlFilters();
  const [dialog, setDialog] = useState<{ entry?: MoneyEntry } | null>(null);
  useAskedForNew(() => may(me, `${kind}:create`) && setDialog({}));
  const today = localDate(now(), me.org.timeZone);
  const months = useMemo(() => monthsUntil(monthOf(today), 12), [today]);
  const search = params.get('search') ?? '';
  const category = params.get('category');
  const asked = params.get('month');
  const month = isMonth(asked) ? asked : null;

  const query: MoneyQuery = {
    ...(search ? { search } : {}),
    ...(category ? { category } : {}),
    ...(month ? { from: firstDay(month), to: lastDay(month) } : {}),
  };
  const { count, table } = useList<MoneyEntry>([...moneyKey(kind), 'list', query], (cursor, signal) =>
    routesOf[kind].list({ query: { ...query, ...(cursor ? { cursor } : {}) }, signal }),
  );
  const totals = useMoneyTotals(kind, months);
  const categories = useMemo(() => {
    const known = new Set((totals.data?.items ?? []).map((line) => line.category).filter((one) => one !== null));
    if (category) known.add(category);
    return [...known].toSorted((one, other) => one.localeCompare(other, i18n.language));
  }, [totals.data, category, i18n.language]);

  const columns = useMoneyColumns({
    kind,
    onEdit: may(me, `${kind}:edit`) ? (entry) => setDialog({ entry }) : null,
    onDelete: may(me, `${kind}:delete`)
      ? (entry) =>
          deleteWithUndo({
            id: entry.id,
            message: t('money.deleted', { description: entry.description }),
            run: (keepalive) => routesOf[kind].remove({ path: { id: entry.id }, keepalive }),
            queryKey: moneyKey(kind),
            failed: (error) => text(error as Problem),
          })
      : null,
  });
  const warm = () => void loadDialog();
  const newButton = may(me, `${kind}:create`) ? (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setDialog({})}
    >
      {t(`money.${kind}.new`)}
    </Button>
  ) : null;
  const icon = kind === 'revenue' ? Banknote : Receipt;
  const filtered = search !== '' || category !== null || month !== null;

  return (
    <>
      <PageHeader title={t(`money.${kind}.title`)} count={count} action={newButton} />
      <MoneySummary kind={kind} months={months} month={month} />
      <FilterBar>
        <SearchField label={t('money.search')} value={search} onChange={(value) => setParams({ search: value })} />
        <FilterSelect
          label={t('money.month')}
          all={t('money.allMonths')}
          value={month}
          options={[...new Set([...months, ...(month ? [month] : [])])]
            .toSorted()
            .toReversed()
            .map((value) => ({ value, label: monthInWords(value, i18n.language) }))}
          onChange={(value) => setParams({ month: value })}
        />
        <FilterSelect
          label={t('money.category')}
          all={t('money.allCategories')}
          value={category}
          options={categories.map((value) => ({ value, label: value }))}
          onChange={(value) => setParams({ category: value })}
        />
      </FilterBar>
      <DataTable<MoneyEntry>
        label={t(`money.${kind}.title`)}
        columns={columns}
        {...table}
        rowKey={(entry) => entry.id}
        empty={
          <ListEmpty
            icon={icon}
            filtered={filtered}
            noMatch={t('money.noMatch', { returnObjects: true })}
            onClear={() => setParams({ search: null, category: null, month: null })}
            none={t(`money.${kind}.empty`, { returnObjects: true })}
            action={newButton}
          />
        }
      />
      <Suspense fallback={null}>
        {dialog ? (
          <MoneyDialog kind={kind} {...dialog} categories={categories} today={today} onClose={() => setDialog(null)} />
        ) : null}
      </Suspense>
    </>
  );
}
