import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { UsersApiContext } from './users-api';

/** Lets somebody in again; says so, or why not. */
export function useReactivate(user: User) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const api = use(UsersApiContext);
  return useMutation({
    mutationFn: () => api.reactivate(user.id),
    onSuccess: () => notify(t('users.reactivated', { name: user.name })),
    onError: (error) => notify(text(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.key }),
  });
}
