import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus, Ticket as TicketIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { listTickets, type Ticket } from '../../api/client';
import { may, useMe } from '../../app/me';
import { clientQuery } from '../../components/client-query';
import { DataTable } from '../../components/data-table';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { ListEmpty } from '../../components/list-empty';
import { PageHeader } from '../../components/page-header';
import { useAskedForNew } from '../../components/use-asked-for-new';
import { useList } from '../../components/use-list';
import { useTicketColumns } from './ticket-columns';
import { priorities } from './ticket-words';
import { assignableQuery, nobody, ticketsKey, toDo, toTicketQuery } from './tickets-query';
import { statusFilters, useTicketFilters } from './use-ticket-filters';
import classes from './tickets.module.css';

const loadDialog = () => import('./ticket-dialog');
const TicketDialog = lazy(async () => ({ default: (await loadDialog()).TicketDialog }));

export function TicketsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [filters, setFilters] = useTicketFilters();
  const { count, table } = useList<Ticket>([...ticketsKey, 'list', filters], (cursor, signal) =>
    listTickets({ query: { ...toTicketQuery(filters), ...(cursor ? { cursor } : {}) }, signal }),
  );
  const people = useQuery(assignableQuery);
  const client = useQuery({ ...clientQuery(filters.clientId ?? ''), enabled: filters.clientId !== null });
  const columns = useTicketColumns();
  const [creating, setCreating] = useState(false);
  useAskedForNew(() => setCreating(may(me, 'tickets:create')));

  const filtered = Object.values(filters).some(Boolean);
  const warm = () => void loadDialog();
  const newButton = may(me, 'tickets:create') ? (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setCreating(true)}
    >
      {t('tickets.new')}
    </Button>
  ) : null;

  return (
    <>
      <PageHeader title={t('tickets.title')} count={count} action={newButton} />
      <FilterBar>
        <SearchField label={t('tickets.search')} value={filters.search} onChange={(search) => setFilters({ search })} />
        <FilterSelect
          label={t('tickets.fields.status')}
          all={t('tickets.allStatuses')}
          value={filters.status}
          options={statusFilters.map((value) => ({
            value,
            label: value === toDo ? t('tickets.toDo') : t(`tickets.status.${value}`),
          }))}
          onChange={(status) => setFilters({ status })}
        />
        <FilterSelect
          label={t('tickets.fields.priority')}
          all={t('tickets.allPriorities')}
          value={filters.priority}
          options={priorities.map((value) => ({ value, label: t(`tickets.priority.${value}`) }))}
          onChange={(priority) => setFilters({ priority })}
        />
        <FilterSelect
          label={t('tickets.fields.assignee')}
          all={t('tickets.allAssignees')}
          value={filters.assignee}
          options={[
            { value: nobody, label: t('tickets.unassigned') },
            ...(people.data ?? []).map((person) => ({
              value: person.id,
              label: person.id === me.id ? t('tickets.mine') : person.name,
            })),
          ]}
          onChange={(assignee) => setFilters({ assignee })}
        />
        {filters.clientId ? (
          <span className={classes.chip}>
            {t('tickets.ofClient', { name: client.data?.name ?? '…' })}
            <CloseButton size="sm" aria-label={t('tickets.anyClient')} onClick={() => setFilters({ clientId: null })} />
          </span>
        ) : null}
      </FilterBar>
      <DataTable<Ticket>
        label={t('tickets.title')}
        columns={columns}
        {...table}
        rowKey={(ticket) => ticket.id}
        faded={(ticket) => ticket.status === 'closed'}
        empty={
          <ListEmpty
            icon={TicketIcon}
            filtered={filtered}
            noMatch={t('tickets.noMatch', { returnObjects: true })}
            onClear={() => setFilters({ search: '', status: null, priority: null, clientId: null, assignee: null })}
            none={t('tickets.empty', { returnObjects: true })}
            action={newButton}
          />
        }
      />
      <Suspense fallback={null}>
        {creating ? (
          <TicketDialog
            {...(client.data ? { given: { client: client.data } } : {})}
            onClose={() => setCreating(false)}
            onCreated={(ticket) => void navigate(`/tickets/${ticket.id}`)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
