import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, User } from '../../api/client';
import type { Problem } from '../../api/problem';
import { meQuery, useMe } from '../../app/me';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { RoleField } from './role-field';
import { UsersApiContext } from './users-api';

/** Name and role; of oneself the name only, as nobody changes their own role. */
export function EditDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const me = useMe();
  const api = use(UsersApiContext);
  const self = user.id === me.id;
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<{ name: string; role: Role }>({
    initialValues: { name: user.name, role: user.role },
    validate: { name: (value) => (value.trim() ? null : t('users.dialog.nameNeeded')) },
  });
  const save = useMutation({
    mutationFn: (body: { name?: string; role?: Role }) => api.update(user.id, body),
    onSuccess: (after) => {
      void queryClient.invalidateQueries({ queryKey: api.key });
      if (self) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      notify(t('users.edit.saved', { name: after.name }));
      onClose();
    },
    onError: (error) =>
      setProblem(placeProblem(form, error, text, { last_admin: 'role', own_role: 'role' }) ? null : error),
  });

  return (
    <FormDialog
      onClose={onClose}
      title={t('users.edit.title', { name: user.name })}
      submit={t('common.save')}
      busy={save.isPending}
      dirty={form.isDirty()}
      canSubmit={form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit(({ name, role }) => {
        setProblem(null);
        // Only what was changed: someone else may have changed the rest meanwhile.
        save.mutate({
          ...(name.trim() === user.name ? {} : { name: name.trim() }),
          ...(role === user.role ? {} : { role }),
        });
      }, focusFirstError(form))}
    >
      <TextInput {...form.getInputProps('name')} label={t('fields.name')} autoComplete="off" data-autofocus />
      {self ? null : <RoleField {...form.getInputProps('role')} />}
    </FormDialog>
  );
}
