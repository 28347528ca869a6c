import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateMe } from '../../api/client';
import type { Problem } from '../../api/problem';
import { changeMe, useMe } from '../../app/me';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { Section } from '../../components/section';
import { AvatarField } from './avatar-field';
import classes from './account.module.css';

export function ProfilePage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (value) => (value.trim() ? null : t('account.profile.nameNeeded')) },
  });
  const save = useMutation({
    mutationFn: (name: string) => updateMe({ body: { name } }),
    onSuccess: (after) => {
      changeMe(after);
      form.setInitialValues({ name: after.name });
      form.setValues({ name: after.name });
      notify(t('account.profile.saved'));
    },
    onError: (error) => setProblem(placeProblem(form, error, text) ? null : error),
  });

  return (
    <Section title={t('account.profile.title')}>
      <AvatarField />
      <form
        noValidate
        className={classes.form}
        onSubmit={form.onSubmit(({ name }) => {
          setProblem(null);
          save.mutate(name.trim());
        }, focusFirstError(form))}
      >
        <ProblemNote problem={problem} />
        <TextInput {...form.getInputProps('name')} label={t('fields.name')} autoComplete="name" />
        <TextInput
          label={t('fields.email')}
          description={t('account.profile.emailHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={me.email}
          readOnly
        />
        <div>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
