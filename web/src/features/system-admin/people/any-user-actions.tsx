import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type AnyUser, deactivateAnyUser } from '../../../api/client';
import { useMe } from '../../../app/me';
import { notify } from '../../../components/notify';
import { useProblemText } from '../../../components/problem-text';
import { RowAction } from '../../../components/row-action';
import { UserActions } from '../../users/user-actions';
import type { UserDialog } from '../../users/user-dialogs';
import { UsersApiContext } from '../../users/users-api';
import { useReactivate } from '../../users/use-reactivate';
import classes from '../system-admin.module.css';

export type AnyUserDialog = UserDialog | { kind: 'reset'; user: AnyUser };

/** What can be done to somebody. Who belongs to one's own organization is looked after on its Users page, and nowhere else. */
export function AnyUserActions({ user, open }: { user: AnyUser; open: (dialog: AnyUserDialog) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  if (user.org.id !== me.org.id) return <Actions user={user} open={open} />;
  return (
    <span className={classes.noActions}>
      {t('systemAdmin.own')} <Link to={`/users?search=${encodeURIComponent(user.email)}`}>{t('users.title')}</Link>
    </span>
  );
}

/**
 * What their own admins can do, and the second factor besides. Who is deactivated from here keeps their tickets: whom to hand
 * them to is for their own organization to say.
 */
function Actions({ user, open }: { user: AnyUser; open: (dialog: AnyUserDialog) => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const api = use(UsersApiContext);
  const reactivate = useReactivate(user);
  const deactivate = useMutation({
    mutationFn: () => deactivateAnyUser({ path: { id: user.id } }),
    onSuccess: () =>
      notify(t('users.deactivated', { name: user.name }), { label: t('common.undo'), run: () => reactivate.mutate() }),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.key }),
  });
  return (
    <UserActions user={user} open={open} onDeactivate={() => deactivate.mutate()} deactivating={deactivate.isPending}>
      {user.mfaEnabled ? (
        <RowAction label={t('systemAdmin.users.reset.action')} onClick={() => open({ kind: 'reset', user })} />
      ) : null}
    </UserActions>
  );
}
