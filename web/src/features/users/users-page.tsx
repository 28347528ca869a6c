import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ListPlus, UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { PageHeader } from '../../components/page-header';
import type { UserDialog } from './user-dialogs';
import { roles, statuses, useUserFilters } from './use-user-filters';
import { useUserColumns } from './user-columns';
import { usersQuery } from './users-query';
import classes from './users.module.css';

const loadDialogs = () => import('./user-dialogs');
const UserDialogs = lazy(async () => ({ default: (await loadDialogs()).UserDialogs }));

export function UsersPage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUserFilters();
  const users = useInfiniteQuery(usersQuery(filters));
  const [dialog, setDialog] = useState<UserDialog | null>(null);
  const columns = useUserColumns(setDialog);

  const rows = users.data?.pages.flatMap((page) => page.items);
  const filtered = filters.search !== '' || filters.role !== null || filters.status !== null;
  // The dialogs' code is on its way as soon as someone points at what opens them.
  const warm = () => void loadDialogs();
  const inviteButton = (
    <Button
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
        // The number of rows at hand; "+" where there are more: counting all of a large table would slow it down.
        count={rows ? `${rows.length}${users.hasNextPage ? '+' : ''}` : null}
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
        rows={rows}
        rowKey={(user) => user.id}
        faded={(user) => user.status === 'deactivated'}
        problem={users.error}
        onRetry={() => void users.refetch()}
        more={{
          has: users.hasNextPage,
          loading: users.isFetchingNextPage,
          load: () => void users.fetchNextPage(),
        }}
        empty={
          filtered ? (
            <EmptyState
              icon={Users}
              title={t('users.noMatch.title')}
              text={t('users.noMatch.text')}
              action={
                <Button variant="default" onClick={() => setFilters({ search: '', role: null, status: null })}>
                  {t('common.clearFilters')}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={Users}
              title={t('users.empty.title')}
              text={t('users.empty.text')}
              action={inviteButton}
            />
          )
        }
      />
      <Suspense fallback={null}>
        {dialog ? <UserDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </>
  );
}
