import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reactivateOrg, type SystemOrg } from '../../../api/client';
import { notify } from '../../../components/notify';
import { useProblemText } from '../../../components/problem-text';
import { orgsKey } from './organizations-query';

/** Done at once: nothing is lost by it, and Suspend takes it back. */
export function useReactivateOrg() {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (org: Pick<SystemOrg, 'id'>) => reactivateOrg({ path: { id: org.id } }),
    onSuccess: (org) => notify(t('systemAdmin.orgs.reactivated', { name: org.name })),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: orgsKey }),
  });
}
