import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { FilterBar, FilterSelect, SearchField } from '../../components/filter-bar';
import { PageHeader } from '../../components/page-header';
import { InviteDialog } from './invite-dialog';
import { roles, statuses, useUserFilters } from './use-user-filters';
import { useUserColumns } from './user-columns';
import { usersQuery } from './users-query';

export function UsersPage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUserFilters();
  const users = useInfiniteQuery(usersQuery(filters));
  const [inviting, setInviting] = useState(false);
  const columns = useUserColumns();

  const rows = users.data?.pages.flatMap((page) => page.items);
  const filtered = filters.search !== '' || filters.role !== null || filters.status !== null;
  const inviteButton = (
    <Button leftSection={<UserPlus size={16} />} onClick={() => setInviting(true)}>
      {t('users.invite')}
    </Button>
  );

  return (
    <>
      <PageHeader
        title={t('users.title')}
        // The number of rows at hand; "+" where there are more: counting all of a large table would slow it down.
        count={rows ? `${rows.length}${users.hasNextPage ? '+' : ''}` : null}
        action={inviteButton}
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
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
}
