import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Client, createClient, updateClient } from '../../api/client';
import type { Problem } from '../../api/problem';
import { clientsKey } from '../../components/client-query';
import { EmailField } from '../../components/email-field';
import { FormDialog } from '../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';

export function ClientDialog(props: { client?: Client; onClose: () => void; onSaved?: (client: Client) => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const { client } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: {
      name: client?.name ?? '',
      email: client?.email ?? '',
      phone: client?.phone ?? '',
      notes: client?.notes ?? '',
    },
    validate: {
      name: (value) => (value.trim() ? null : t('clients.dialog.nameNeeded')),
      email: (value) => (!value.trim() || value.includes('@') ? null : t('clients.dialog.emailBad')),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, email, phone, notes }: ReturnType<typeof form.getValues>) => {
      const body = {
        name: name.trim(),
        email: email.trim() || null,
        phone: phone.trim() || null,
        notes: notes.trim() || null,
      };
      return client ? updateClient({ path: { id: client.id }, body }) : createClient({ body });
    },
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: clientsKey });
      // The name stands in lists of tickets, money and quotes too.
      if (client && client.name !== saved.name) void queryClient.invalidateQueries();
      notify(t('clients.dialog.saved', { name: saved.name }));
      props.onClose();
      props.onSaved?.(saved);
    },
    onError: (error) => setProblem(placeProblem(form, error, text) ? null : error),
  });

  return (
    <FormDialog
      onClose={props.onClose}
      title={client ? t('clients.dialog.edit', { name: client.name }) : t('clients.new')}
      submit={client ? t('common.save') : t('clients.dialog.create')}
      busy={save.isPending}
      dirty={form.isDirty()}
      canSubmit={!client || form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit((values) => {
        setProblem(null);
        save.mutate(values);
      }, focusFirstError(form))}
    >
      <TextInput {...form.getInputProps('name')} label={t('fields.name')} autoComplete="off" data-autofocus />
      <EmailField {...form.getInputProps('email')} />
      <TextInput {...form.getInputProps('phone')} label={t('clients.phone')} type="tel" autoComplete="off" />
      <Textarea {...form.getInputProps('notes')} label={t('clients.notes')} autosize minRows={3} maxRows={10} />
    </FormDialog>
  );
}
