import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reactivateUser, type User } from '../../api/client';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { usersKey } from './users-query';

/** Lets somebody in again; says so, or why not. */
export function useReactivate(user: User) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => reactivateUser({ path: { id: user.id } }),
    onSuccess: () => notify(t('users.reactivated', { name: user.name })),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey }),
  });
}
