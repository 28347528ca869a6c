import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { sendSignInLink, type User } from '../../api/client';
import { useMe } from '../../app/me';
import { useIdle } from '../../app/use-idle';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { useReactivate } from './use-reactivate';
import type { UserDialog } from './user-dialogs';
import { usersKey } from './users-query';
import classes from './users.module.css';

const InviteMenu = lazy(async () => ({ default: (await import('./invite-menu')).InviteMenu }));

/** What can be done to a row's person. What one may not do to oneself is absent. */
export function UserActions({ user, open }: { user: User; open: (dialog: UserDialog) => void }) {
  const { t } = useTranslation();
  const idle = useIdle();
  const me = useMe();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const changed = () => queryClient.invalidateQueries({ queryKey: usersKey });
  const failed = (error: Parameters<typeof text>[0]) => {
    notify(text(error));
    void changed();
  };

  const reactivate = useReactivate(user);
  const link = useMutation({
    mutationFn: () => sendSignInLink({ path: { id: user.id } }),
    onSuccess: () => {
      notify(t('users.linkSent', { email: user.email }));
      return changed();
    },
    onError: failed,
  });

  const self = user.id === me.id;
  const gone = user.status === 'deactivated';
  const button = (label: string, onClick: () => void, busy = false) => (
    <Button variant="subtle" size="compact-xs" className={classes.action} loading={busy} onClick={onClick}>
      {label}
    </Button>
  );

  return (
    <span className={classes.actions}>
      {button(t('users.actions.edit'), () => open({ kind: 'edit', user }))}
      {self ? null : button(t('users.actions.setPassword'), () => open({ kind: 'password', user }))}
      {self || gone ? null : button(t('users.actions.sendLink'), () => link.mutate(), link.isPending)}
      {self
        ? null
        : gone
          ? button(t('users.actions.reactivate'), () => reactivate.mutate(), reactivate.isPending)
          : button(t('users.actions.deactivate'), () => open({ kind: 'deactivate', user }))}
      {user.status === 'invited' ? (
        <Suspense fallback={null}>{idle ? <InviteMenu user={user} open={open} /> : null}</Suspense>
      ) : null}
    </span>
  );
}
