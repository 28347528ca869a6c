import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmSecondFactor, enrolSecondFactor } from '../../api/client';
import { meQuery } from '../../app/me';
import { CopyText } from '../../components/copy-text';
import { FormDialog } from '../../components/form-dialog';
import { BackupCodesDialog } from './backup-codes-dialog';
import { CodeField } from '../../components/code-field';
import classes from './account.module.css';

/** Scan, confirm with a first code, keep the backup codes. Nothing changes at sign-in before the confirmation. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const enrolment = useQuery({
    queryKey: ['mfa-enrolment'],
    queryFn: () => enrolSecondFactor(),
    // Each opening begins anew, and none is made twice behind someone who is scanning.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const confirm = useMutation({
    meta: { setsUp: true },
    mutationFn: (value: string) => confirmSecondFactor({ body: { code: value } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
  });

  if (confirm.data) return <BackupCodesDialog codes={confirm.data.backupCodes} onClose={onClose} />;

  const problem = enrolment.error ?? (confirm.error?.code === 'mfa_invalid' ? null : confirm.error);
  return (
    <FormDialog
      onClose={onClose}
      title={t('account.enrol.title')}
      submit={t('account.enrol.confirm')}
      busy={confirm.isPending}
      dirty={code !== ''}
      canSubmit={code !== '' && enrolment.isSuccess}
      problem={problem}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <p>{t('account.enrol.scan')}</p>
      <div className={classes.qr}>
        {enrolment.data ? (
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.data.qrSvg)}`}
            width={180}
            height={180}
            alt={t('account.enrol.qr')}
          />
        ) : (
          <Skeleton width={180} height={180} />
        )}
      </div>
      {enrolment.data ? (
        <details>
          <summary className={classes.summary}>{t('account.enrol.byHand')}</summary>
          <div className={classes.secret}>
            <code>{enrolment.data.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyText value={enrolment.data.secret} />
          </div>
        </details>
      ) : null}
      <CodeField value={code} onChange={setCode} problem={confirm.error} help={t('account.enrol.codeHelp')} />
    </FormDialog>
  );
}
