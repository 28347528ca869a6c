import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createOrg } from '../../../api/client';
import type { Problem } from '../../../api/problem';
import { EmailField } from '../../../components/email-field';
import { FormDialog } from '../../../components/form-dialog';
import { focusFirstError, placeProblem } from '../../../components/form-problem';
import { notify } from '../../../components/notify';
import { useProblemText } from '../../../components/problem-text';
import { slugOf } from './org-slug';
import { orgsKey, type Plan } from './organizations-query';
import { PlanField } from './plan-field';

interface Values extends Record<string, unknown> {
  name: string;
  slug: string;
  plan: Plan;
  adminName: string;
  adminEmail: string;
}

/** An organization with its first admin, who is invited by mail. */
export function CreateOrgDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<Values>({
    initialValues: { name: '', slug: '', plan: 'free', adminName: '', adminEmail: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('systemAdmin.orgs.create.nameNeeded')),
      slug: (value) => (value.trim() ? null : t('systemAdmin.orgs.create.slugNeeded')),
      adminName: (value) => (value.trim() ? null : t('users.dialog.nameNeeded')),
      adminEmail: (value) => (value.includes('@') ? null : t('users.dialog.emailNeeded')),
    },
  });
  const create = useMutation({
    mutationFn: (body: Values) => createOrg({ body }),
    onSuccess: (org, { adminEmail }) => {
      void queryClient.invalidateQueries({ queryKey: orgsKey });
      notify(t('systemAdmin.orgs.create.done', { name: org.name, email: adminEmail }));
      onClose();
    },
    onError: (error) =>
      setProblem(placeProblem(form, error, text, { slug_taken: 'slug', email_conflict: 'adminEmail' }) ? null : error),
  });
  const { name } = form.getValues();

  return (
    <FormDialog
      onClose={onClose}
      title={t('systemAdmin.orgs.create.open')}
      submit={t('systemAdmin.orgs.create.submit')}
      busy={create.isPending}
      dirty={form.isDirty()}
      problem={problem}
      onSubmit={form.onSubmit(({ plan, ...typed }) => {
        setProblem(null);
        create.mutate({
          name: typed.name.trim(),
          slug: typed.slug.trim(),
          plan,
          adminName: typed.adminName.trim(),
          adminEmail: typed.adminEmail.trim(),
        });
      }, focusFirstError(form))}
    >
      <TextInput
        {...form.getInputProps('name')}
        label={t('fields.orgName')}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          const next = event.currentTarget.value;
          // Until the slug is given by hand it goes along with the name.
          if (form.getValues().slug === slugOf(name)) form.setFieldValue('slug', slugOf(next));
          form.setFieldValue('name', next);
        }}
      />
      <TextInput
        {...form.getInputProps('slug')}
        label={t('systemAdmin.orgs.slug')}
        description={t('systemAdmin.orgs.create.slugHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PlanField {...form.getInputProps('plan')} />
      <TextInput
        {...form.getInputProps('adminName')}
        label={t('systemAdmin.orgs.create.adminName')}
        autoComplete="off"
      />
      <EmailField {...form.getInputProps('adminEmail')} label={t('systemAdmin.orgs.create.adminEmail')} />
      <p>{t('users.dialog.validity')}</p>
    </FormDialog>
  );
}
