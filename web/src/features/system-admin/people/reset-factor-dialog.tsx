import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnyUser, resetMfa } from '../../../api/client';
import { EmailField } from '../../../components/email-field';
import { FormDialog } from '../../../components/form-dialog';
import { notify } from '../../../components/notify';
import { UsersApiContext } from '../../users/users-api';
import { ReasonField } from '../reason-field';

/** For somebody who lost their authenticator: a reason for the log, and their address typed, as a wrong row is one away. */
export function ResetFactorDialog({ user, onClose }: { user: AnyUser; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { key } = use(UsersApiContext);
  const [reason, setReason] = useState('');
  const [email, setEmail] = useState('');
  const reset = useMutation({
    mutationFn: () => resetMfa({ path: { id: user.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      notify(t('systemAdmin.users.reset.done', { name: user.name }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return (
    <FormDialog
      onClose={onClose}
      title={t('systemAdmin.users.reset.title', { name: user.name })}
      submit={t('systemAdmin.users.reset.submit')}
      busy={reset.isPending}
      dirty={reason !== '' || email !== ''}
      canSubmit={reason.trim() !== '' && email.trim().toLowerCase() === user.email.toLowerCase()}
      danger
      problem={reset.error}
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate();
      }}
    >
      <p>{t('systemAdmin.users.reset.text')}</p>
      <ReasonField help={t('systemAdmin.users.reset.reasonHelp')} value={reason} onChange={setReason} />
      <EmailField
        label={t('systemAdmin.users.reset.typeEmail', { email: user.email })}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
