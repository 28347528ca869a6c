import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suspendOrg, type SystemOrg } from '../../../api/client';
import { FormDialog } from '../../../components/form-dialog';
import { notify } from '../../../components/notify';
import { orgsKey } from './organizations-query';
import { ReasonField } from '../reason-field';
import { useReactivateOrg } from './use-reactivate-org';

/** Asked, as a reason belongs to it; Undo stands there afterwards. */
export function SuspendOrgDialog({ org, onClose }: { org: SystemOrg; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const reactivate = useReactivateOrg();
  const suspend = useMutation({
    mutationFn: () => suspendOrg({ path: { id: org.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      notify(t('systemAdmin.orgs.suspend.done', { name: org.name }), {
        label: t('common.undo'),
        run: () => reactivate.mutate(org),
      });
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: orgsKey }),
  });
  return (
    <FormDialog
      onClose={onClose}
      title={t('systemAdmin.orgs.suspend.title', { name: org.name })}
      submit={t('systemAdmin.orgs.suspend.action')}
      busy={suspend.isPending}
      dirty={reason !== ''}
      problem={suspend.error}
      onSubmit={(event) => {
        event.preventDefault();
        suspend.mutate();
      }}
    >
      <p>{t('systemAdmin.orgs.suspend.text')}</p>
      <ReasonField help={t('systemAdmin.orgs.suspend.reasonHelp')} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
