import { Users } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type AnyUser,
  listAllUsers,
  reactivateAnyUser,
  sendAnySignInLink,
  setAnyPassword,
  updateAnyUser,
} from '../../../api/client';
import { type Column, DataTable } from '../../../components/data-table';
import { NoMatch } from '../../../components/list-empty';
import { PageHeader } from '../../../components/page-header';
import { useList } from '../../../components/use-list';
import { useUrlFilters } from '../../../components/use-url-filters';
import { useUserColumns } from '../../users/user-columns';
import { UserFilterBar } from '../../users/user-filter-bar';
import { type UsersApi, UsersApiContext } from '../../users/users-api';
import { useUserFilters } from '../../users/use-user-filters';
import { lookAgain, toUserQuery } from '../../users/users-query';
import { AnyUserActions, type AnyUserDialog } from './any-user-actions';
import { OnlyOf } from '../only-of';
import classes from '../system-admin.module.css';

const UserDialogs = lazy(async () => ({ default: (await import('../../users/user-dialogs')).UserDialogs }));
const ResetFactorDialog = lazy(async () => ({ default: (await import('./reset-factor-dialog')).ResetFactorDialog }));

const allUsers: UsersApi = {
  key: ['system-admin', 'users'],
  update: (id, body) => updateAnyUser({ path: { id }, body }),
  setPassword: (id, body) => setAnyPassword({ path: { id }, body }),
  reactivate: (id) => reactivateAnyUser({ path: { id } }),
  sendLink: (id) => sendAnySignInLink({ path: { id } }),
};

/** Whoever they are, and where. */
function inOrg({ org }: AnyUser, person: ReactNode) {
  return (
    <span className={classes.person}>
      {person}
      <Link to={`/system-admin/orgs/${org.id}`} className={classes.org} title={org.name}>
        {org.name}
      </Link>
    </span>
  );
}

/** The people of every organization; what is done to them is what their own admins do, and the second factor besides. */
export function AllUsersPage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUserFilters();
  const [params, setParams] = useUrlFilters();
  const orgId = params.get('org');
  const [dialog, setDialog] = useState<AnyUserDialog | null>(null);
  const { count, table } = useList<AnyUser>(
    [...allUsers.key, orgId, filters],
    (cursor, signal) =>
      listAllUsers({
        query: { ...toUserQuery(filters), ...(orgId && { orgId }), ...(cursor && { cursor }) },
        signal,
      }),
    lookAgain,
  );
  const actions = useCallback((user: AnyUser) => <AnyUserActions user={user} open={setDialog} />, []);
  const own = useUserColumns<AnyUser>(actions, '364px');
  const columns = useMemo<ReadonlyArray<Column<AnyUser>>>(
    () =>
      own
        // Who has a second factor is who has the button to reset it.
        .filter(({ key }) => key !== 'twoFactor')
        .map((column) =>
          column.kind === 'title' ? { ...column, cell: (user) => inOrg(user, column.cell(user)) } : column,
        ),
    [own],
  );
  const clear = () => {
    setParams({ org: null, search: null, role: null, status: null });
  };

  return (
    <UsersApiContext value={allUsers}>
      <PageHeader level={2} title={t('users.title')} count={count} />
      <UserFilterBar label={t('systemAdmin.users.search')} filters={filters} onChange={setFilters}>
        {orgId ? (
          <OnlyOf
            label={t('systemAdmin.onlyOf', { name: table.rows?.[0]?.org.name ?? t('systemAdmin.oneOrg') })}
            onClear={() => setParams({ org: null })}
          />
        ) : null}
      </UserFilterBar>
      <DataTable<AnyUser>
        label={t('users.title')}
        columns={columns}
        {...table}
        rowKey={(user) => user.id}
        faded={(user) => user.status === 'deactivated'}
        empty={<NoMatch icon={Users} title={t('users.noMatch.title')} text={t('users.noMatch.text')} onClear={clear} />}
      />
      <Suspense fallback={null}>
        {dialog?.kind === 'reset' ? (
          <ResetFactorDialog user={dialog.user} onClose={() => setDialog(null)} />
        ) : dialog ? (
          <UserDialogs dialog={dialog} onClose={() => setDialog(null)} />
        ) : null}
      </Suspense>
    </UsersApiContext>
  );
}
