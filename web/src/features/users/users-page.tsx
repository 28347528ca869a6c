import { Button } from '@mantine/core';
import { ListPlus, UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listUsers, type User } from '../../api/client';
import { DataTable } from '../../components/data-table';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { ListEmpty } from '../../components/list-empty';
import { PageHeader } from '../../components/page-header';
import { useList } from '../../components/use-list';
import type { UserDialog } from './user-dialogs';
import { roles, statuses, useUserFilters } from './use-user-filters';
import { useUserColumns } from './user-columns';
import { lookAgain, toUserQuery, usersKey } from './users-query';
import classes from './users.module.css';

const loadDialogs = () => import('./user-dialogs');
const UserDialogs = lazy(async () => ({ default: (await loadDialogs()).UserDialogs }));

export function UsersPage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUserFilters();
  const { count, table } = useList<User>(
    [...usersKey, filters],
    (cursor, signal) => listUsers({ query: { ...toUserQuery(filters), ...(cursor ? { cursor } : {}) }, signal }),
    lookAgain,
  );
  const [dialog, setDialog] = useState<UserDialog | null>(null);
  const columns = useUserColumns(setDialog);

  const filtered = filters.search !== '' || filters.role !== null || filters.status !== null;
  // The dialogs' code is on its way as soon as someone points at what opens them.
  const warm = () => void loadDialogs();
  const inviteButton = (
    <Button
      data-tour="invite"
      leftSection={<UserPlus size={16} aria-hidden="true" />}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setDialog({ kind: 'invite' })}
    >
      {t('users.invite')}
    </Button>
  );

  return (
    <>
      <PageHeader
        title={t('users.title')}
        count={count}
        action={
          <div className={classes.headActions}>
            <Button
              variant="default"
              leftSection={<ListPlus size={16} aria-hidden="true" />}
              onPointerEnter={warm}
              onFocus={warm}
              onClick={() => setDialog({ kind: 'bulk' })}
            >
              {t('users.bulk.open')}
            </Button>
            {inviteButton}
          </div>
        }
      />
      <FilterBar>
        <SearchField label={t('users.search')} value={filters.search} onChange={(search) => setFilters({ search })} />
        <FilterSelect
          label={t('fields.role')}
          all={t('users.allRoles')}
          value={filters.role}
          options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(role) => setFilters({ role })}
        />
        <FilterSelect
          label={t('fields.status')}
          all={t('users.allStatuses')}
          value={filters.status}
          options={statuses.map((value) => ({ value, label: t(`users.status.${value}`) }))}
          onChange={(status) => setFilters({ status })}
        />
      </FilterBar>
      <DataTable<User>
        label={t('users.title')}
        columns={columns}
        {...table}
        rowKey={(user) => user.id}
        faded={(user) => user.status === 'deactivated'}
        empty={
          <ListEmpty
            icon={Users}
            filtered={filtered}
            noMatch={t('users.noMatch', { returnObjects: true })}
            onClear={() => setFilters({ search: '', role: null, status: null })}
            none={t('users.empty', { returnObjects: true })}
            action={inviteButton}
          />
        }
      />
      <Suspense fallback={null}>
        {dialog ? <UserDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </>
  );
}
