import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { useMe } from '../../app/me';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { RowAction } from '../../components/row-action';
import { useReactivate } from './use-reactivate';
import type { UserDialog } from './user-dialogs';
import { UsersApiContext } from './users-api';
import classes from './users.module.css';

/** What can be done to a row's person. What one may not do to oneself is absent. */
export function UserActions(props: {
  user: User;
  open: (dialog: UserDialog) => void;
  /** How it is asked, or done, is the page's. */
  onDeactivate: () => void;
  deactivating?: boolean;
  /** What else can be done, after the rest. */
  children?: ReactNode;
}) {
  const { user, open } = props;
  const { t } = useTranslation();
  const api = use(UsersApiContext);
  const me = useMe();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const reactivate = useReactivate(user);
  const link = useMutation({
    mutationFn: () => api.sendLink(user.id),
    onSuccess: () => notify(t('users.linkSent', { email: user.email })),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.key }),
  });

  const self = user.id === me.id;
  const gone = user.status === 'deactivated';

  return (
    <span className={classes.actions}>
      <RowAction label={t('users.actions.edit')} onClick={() => open({ kind: 'edit', user })} />
      {self ? null : (
        <RowAction label={t('users.actions.setPassword')} onClick={() => open({ kind: 'password', user })} />
      )}
      {self || gone ? null : (
        <RowAction label={t('users.actions.sendLink')} onClick={() => link.mutate()} busy={link.isPending} />
      )}
      {self ? null : gone ? (
        <RowAction
          label={t('users.actions.reactivate')}
          onClick={() => reactivate.mutate()}
          busy={reactivate.isPending}
        />
      ) : (
        <RowAction label={t('users.actions.deactivate')} onClick={props.onDeactivate} busy={props.deactivating} />
      )}
      {props.children}
    </span>
  );
}
