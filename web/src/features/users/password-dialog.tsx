import { Checkbox } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../api/client';
import type { Problem } from '../../api/problem';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { NewPasswordField } from '../../components/new-password-field';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { UsersApiContext } from './users-api';

/** **Set Pwd**: a password for someone else, to be changed at their next sign-in unless unticked. */
export function PasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const api = use(UsersApiContext);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { password: '', mustChange: true },
    validate: { password: (value) => ([...value].length >= 8 ? null : t('password.tooShort')) },
  });
  const set = useMutation({
    mutationFn: (body: { password: string; mustChange: boolean }) => api.setPassword(user.id, body),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.key });
      notify(t('users.password.done', { name: user.name }));
      onClose();
    },
    onError: (error) => setProblem(placeProblem(form, error, text, { weak_password: 'password' }) ? null : error),
  });

  return (
    <FormDialog
      onClose={onClose}
      title={t('users.password.title', { name: user.name })}
      submit={t('users.password.submit')}
      busy={set.isPending}
      dirty={form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit((values) => {
        setProblem(null);
        set.mutate(values);
      }, focusFirstError(form))}
    >
      <p>{t('users.password.about')}</p>
      <NewPasswordField
        {...form.getInputProps('password')}
        value={form.getValues().password}
        label={t('password.new')}
        data-autofocus
      />
      <Checkbox {...form.getInputProps('mustChange', { type: 'checkbox' })} label={t('users.password.mustChange')} />
    </FormDialog>
  );
}
