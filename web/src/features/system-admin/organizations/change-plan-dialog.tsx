import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePlan, type SystemOrg } from '../../../api/client';
import { FormDialog } from '../../../components/form-dialog';
import { notify } from '../../../components/notify';
import { orgsKey, type Plan } from './organizations-query';
import { PlanField } from './plan-field';
import { PlanHistory } from './plan-history';

/** Another plan, beside what it was before. */
export function ChangePlanDialog({ org, onClose }: { org: SystemOrg; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [plan, setPlan] = useState<Plan>(org.plan);
  const change = useMutation({
    mutationFn: () => changePlan({ path: { id: org.id }, body: { plan } }),
    onSuccess: (after) => {
      notify(t('systemAdmin.orgs.changePlan.done', { name: after.name, plan: t(`systemAdmin.plans.${after.plan}`) }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: orgsKey }),
  });
  return (
    <FormDialog
      onClose={onClose}
      title={t('systemAdmin.orgs.changePlan.title', { name: org.name })}
      submit={t('systemAdmin.orgs.changePlan.action')}
      busy={change.isPending}
      dirty={plan !== org.plan}
      canSubmit={plan !== org.plan}
      problem={change.error}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <PlanField value={plan} onChange={setPlan} />
      <PlanHistory orgId={org.id} />
    </FormDialog>
  );
}
