import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { disableSecondFactor, renewBackupCodes } from '../../api/client';
import { meQuery } from '../../app/me';
import { FormDialog } from '../../components/form-dialog';
import { notify } from '../../components/notify';
import { BackupCodesDialog } from './backup-codes-dialog';
import { CodeField } from '../../components/code-field';
import { EnrolDialog } from './enrol-dialog';

export type TwoFactorDialog = 'enrol' | 'renew' | 'disable';

export function TwoFactorDialogs({ dialog, onClose }: { dialog: TwoFactorDialog; onClose: () => void }) {
  switch (dialog) {
    case 'enrol':
      return <EnrolDialog onClose={onClose} />;
    case 'renew':
      return <RenewDialog onClose={onClose} />;
    case 'disable':
      return <DisableDialog onClose={onClose} />;
  }
}

function RenewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const renew = useMutation({
    mutationFn: (value: string) => renewBackupCodes({ body: { code: value } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  if (renew.data) return <BackupCodesDialog codes={renew.data.backupCodes} onClose={onClose} />;
  return (
    <FormDialog
      onClose={onClose}
      title={t('account.twoFactor.renew')}
      submit={t('account.twoFactor.renewSubmit')}
      busy={renew.isPending}
      dirty={code !== ''}
      canSubmit={code !== ''}
      problem={renew.error?.code === 'mfa_invalid' ? null : renew.error}
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate(code);
      }}
    >
      <p>{t('account.twoFactor.renewAbout')}</p>
      <CodeField value={code} onChange={setCode} problem={renew.error} help={t('account.twoFactor.codeHelp')} />
    </FormDialog>
  );
}

function DisableDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const disable = useMutation({
    meta: { setsUp: true },
    mutationFn: (value: string) => disableSecondFactor({ body: { code: value } }),
    onSuccess: async () => {
      notify(t('account.twoFactor.disabled'));
      onClose();
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return (
    <FormDialog
      onClose={onClose}
      title={t('account.twoFactor.disable')}
      submit={t('account.twoFactor.disableSubmit')}
      busy={disable.isPending}
      dirty={code !== ''}
      canSubmit={code !== ''}
      danger
      problem={disable.error?.code === 'mfa_invalid' ? null : disable.error}
      onSubmit={(event) => {
        event.preventDefault();
        disable.mutate(code);
      }}
    >
      <p>{t('account.twoFactor.disableAbout')}</p>
      <CodeField value={code} onChange={setCode} problem={disable.error} help={t('mfa.help')} />
    </FormDialog>
  );
}
