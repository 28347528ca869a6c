import { Button } from '@mantine/core';
import { Building2, Plus } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Client, listClients } from '../../api/client';
import { may, useMe } from '../../app/me';
import { clientsKey } from '../../components/client-query';
import { Cut } from '../../components/cut';
import { type Column, DataTable } from '../../components/data-table';
import { FilterBar, SearchField } from '../../components/filter-bar';
import { ListEmpty } from '../../components/list-empty';
import { PageHeader } from '../../components/page-header';
import { useAskedForNew } from '../../components/use-asked-for-new';
import { useList } from '../../components/use-list';
import { useUrlFilters } from '../../components/use-url-filters';
import { useDeleteClient } from './use-delete-client';
import classes from './clients.module.css';

const loadDialogs = () => import('./client-dialogs');
const ClientDialog = lazy(async () => ({ default: (await loadDialogs()).ClientDialog }));
const ClientDrawer = lazy(async () => ({ default: (await loadDialogs()).ClientDrawer }));
const DetachDialog = lazy(async () => ({ default: (await loadDialogs()).DetachDialog }));
const TicketDialog = lazy(async () => ({ default: (await import('../tickets/ticket-dialog')).TicketDialog }));

type Dialog = { kind: 'new' } | { kind: 'edit' | 'ticket'; client: Client };

export function ClientsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [params, setParams] = useUrlFilters();
  const search = params.get('search') ?? '';
  const open = params.get('open');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  useAskedForNew(() => may(me, 'clients:create') && setDialog({ kind: 'new' }));
  const shut = () => setParams({ open: null });
  const deletion = useDeleteClient(shut);
  const { count, table } = useList<Client>([...clientsKey, 'list', search], (cursor, signal) =>
    listClients({ query: { ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }, signal }),
  );
  const columns = useClientColumns(search);
  const warm = () => void loadDialogs();
  const newButton = may(me, 'clients:create') ? (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setDialog({ kind: 'new' })}
    >
      {t('clients.new')}
    </Button>
  ) : null;

  return (
    <>
      <PageHeader title={t('clients.title')} count={count} action={newButton} />
      <FilterBar>
        <SearchField label={t('clients.search')} value={search} onChange={(value) => setParams({ search: value })} />
      </FilterBar>
      <DataTable<Client>
        label={t('clients.title')}
        columns={columns}
        {...table}
        rowKey={(client) => client.id}
        empty={
          <ListEmpty
            icon={Building2}
            filtered={search !== ''}
            noMatch={t('clients.noMatch', { returnObjects: true })}
            onClear={() => setParams({ search: null })}
            none={t('clients.empty', { returnObjects: true })}
            action={newButton}
          />
        }
      />
      <Suspense fallback={null}>
        {/* One at a time: it comes back when the question is answered. */}
        {open && !dialog && !deletion.inUse ? (
          <ClientDrawer
            id={open}
            onClose={shut}
            onEdit={(client) => setDialog({ kind: 'edit', client })}
            onDelete={deletion.remove}
            onNewTicket={(client) => setDialog({ kind: 'ticket', client })}
          />
        ) : null}
        {dialog?.kind === 'new' ? (
          <ClientDialog onClose={() => setDialog(null)} onSaved={(client) => setParams({ open: client.id })} />
        ) : null}
        {dialog?.kind === 'edit' ? <ClientDialog client={dialog.client} onClose={() => setDialog(null)} /> : null}
        {dialog?.kind === 'ticket' ? (
          <TicketDialog
            given={{ client: dialog.client }}
            onClose={() => setDialog(null)}
            onCreated={(ticket) => void navigate(`/tickets/${ticket.id}`)}
          />
        ) : null}
        {deletion.inUse ? <DetachDialog {...deletion.inUse} onClose={deletion.close} onDeleted={shut} /> : null}
      </Suspense>
    </>
  );
}

function useClientColumns(search: string): ReadonlyArray<Column<Client>> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('fields.name'),
        kind: 'title',
        width: '28%',
        cell: (client) => (
          <Link
            to={{ search: new URLSearchParams({ ...(search ? { search } : {}), open: client.id }).toString() }}
            className={classes.name}
            title={client.name}
          >
            {client.name}
          </Link>
        ),
      },
      {
        key: 'email',
        header: t('fields.email'),
        width: '26%',
        cell: (client) => <Cut text={client.email} />,
      },
      { key: 'phone', header: t('clients.phone'), width: '176px', cell: (client) => <Cut text={client.phone} /> },
      {
        key: 'notes',
        header: t('clients.notes'),
        cell: (client) => <Cut text={client.notes} dim />,
      },
    ],
    [t, search],
  );
}
