import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { revokeInvite, type User } from '../../api/client';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { notify } from '../../components/notify';
import { usersKey } from './users-query';

/** Asked, as a revoked invite's mail cannot be called back: only a new invite helps. */
export function RevokeDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    meta: { setsUp: true },
    mutationFn: () => revokeInvite({ path: { id: user.id } }),
    onSuccess: () => {
      notify(t('users.revoke.done', { name: user.name }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  });
  return (
    <ConfirmDialog
      onClose={onClose}
      title={t('users.revoke.title', { name: user.name })}
      confirm={t('users.revoke.action')}
      busy={revoke.isPending}
      problem={revoke.error}
      onConfirm={() => revoke.mutate()}
    >
      <p>{t('users.revoke.text', { email: user.email })}</p>
    </ConfirmDialog>
  );
}
