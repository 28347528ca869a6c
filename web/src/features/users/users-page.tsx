import { Button } from '@mantine/core';
import { ListPlus, UserPlus, Users } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listUsers, type User } from '../../api/client';
import { useIdle } from '../../app/use-idle';
import { DataTable } from '../../components/data-table';
import { ListEmpty } from '../../components/list-empty';
import { PageHeader } from '../../components/page-header';
import { useAskedForNew } from '../../components/use-asked-for-new';
import { useList } from '../../components/use-list';
import { UserActions } from './user-actions';
import type { UserDialog } from './user-dialogs';
import { UserFilterBar } from './user-filter-bar';
import { useUserFilters } from './use-user-filters';
import { useUserColumns } from './user-columns';
import { lookAgain, toUserQuery, usersKey } from './users-query';
import classes from './users.module.css';

const loadDialogs = () => import('./user-dialogs');
const InviteMenu = lazy(async () => ({ default: (await import('./invite-menu')).InviteMenu }));
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
  useAskedForNew(() => setDialog({ kind: 'invite' }));
  const idle = useIdle();
  const actions = useCallback(
    (user: User) => (
      <UserActions user={user} open={setDialog} onDeactivate={() => setDialog({ kind: 'deactivate', user })}>
        {user.status === 'invited' ? (
          <Suspense fallback={null}>{idle ? <InviteMenu user={user} open={setDialog} /> : null}</Suspense>
        ) : null}
      </UserActions>
    ),
    [idle],
  );
  const columns = useUserColumns(actions, '276px');

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
      <UserFilterBar label={t('users.search')} filters={filters} onChange={setFilters} />
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
