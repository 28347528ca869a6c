import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inviteUser, type Role } from '../../api/client';
import type { Problem } from '../../api/problem';
import { EmailField } from '../../components/email-field';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { RoleField } from './role-field';
import { usersKey } from './users-query';

/** Name, address, role, **Send Invite**. An error keeps what was typed. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<{ name: string; email: string; role: Role }>({
    initialValues: { name: '', email: '', role: 'technician' },
    validate: {
      name: (value) => (value.trim() ? null : t('users.dialog.nameNeeded')),
      email: (value) => (value.includes('@') ? null : t('users.dialog.emailNeeded')),
    },
  });
  const invite = useMutation({
    meta: { setsUp: true },
    mutationFn: (body: { name: string; email: string; role: Role }) => inviteUser({ body }),
    onSuccess: (user) => {
      void queryClient.invalidateQueries({ queryKey: usersKey });
      notify(t('users.dialog.sent', { email: user.email }));
      onClose();
    },
    onError: (error) => setProblem(placeProblem(form, error, text, { email_conflict: 'email' }) ? null : error),
  });

  return (
    <FormDialog
      onClose={onClose}
      title={t('users.invite')}
      submit={t('users.dialog.send')}
      busy={invite.isPending}
      dirty={form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit((values) => {
        setProblem(null);
        invite.mutate({ name: values.name.trim(), email: values.email.trim(), role: values.role });
      }, focusFirstError(form))}
    >
      <TextInput {...form.getInputProps('name')} label={t('fields.name')} autoComplete="off" data-autofocus />
      <EmailField {...form.getInputProps('email')} />
      <RoleField {...form.getInputProps('role')} />
      <p>{t('users.dialog.validity')}</p>
    </FormDialog>
  );
}
