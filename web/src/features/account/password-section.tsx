import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { changePassword } from '../../api/client';
import type { Problem } from '../../api/problem';
import { meQuery, useMe } from '../../app/me';
import { localPath } from '../../app/return-to';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { NewPasswordField } from '../../components/new-password-field';
import { notify } from '../../components/notify';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { Section } from '../../components/section';
import classes from './account.module.css';

/** The first password needs no old one; a change does. */
export function PasswordSection() {
  const { t } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: unknown };
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', confirm: '' },
    validate: {
      currentPassword: (value) => (me.hasPassword && value === '' ? t('password.currentNeeded') : null),
      newPassword: (value) => ([...value].length >= 8 ? null : t('password.tooShort')),
      confirm: (value, values) => (value === values.newPassword ? null : t('password.different')),
    },
  });
  const save = useMutation({
    mutationFn: (body: { newPassword: string; currentPassword?: string }) => changePassword({ body }),
    onSuccess: async () => {
      notify(t(me.hasPassword ? 'account.password.changed' : 'account.password.set'));
      form.reset();
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      if (me.mustChangePassword) await navigate(localPath(wantedPage(state)), { replace: true });
    },
    onError: (error) =>
      setProblem(placeProblem(form, error, text, { wrong_password: 'currentPassword' }) ? null : error),
  });

  return (
    <Section
      title={t('account.password.title')}
      about={t(me.hasPassword ? 'account.password.about' : 'account.password.aboutFirst')}
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={form.onSubmit(({ currentPassword, newPassword }) => {
          setProblem(null);
          save.mutate(me.hasPassword ? { currentPassword, newPassword } : { newPassword });
        }, focusFirstError(form))}
      >
        <ProblemNote problem={problem} />
        {/* Tells password managers whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        {me.hasPassword ? (
          <PasswordInput
            {...form.getInputProps('currentPassword')}
            label={t('password.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('fields.showPassword') }}
          />
        ) : null}
        <NewPasswordField
          {...form.getInputProps('newPassword')}
          value={form.getValues().newPassword}
          label={t('password.new')}
        />
        <PasswordInput
          {...form.getInputProps('confirm')}
          label={t('password.confirm')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('fields.showPassword') }}
        />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t(me.hasPassword ? 'account.password.change' : 'account.password.setIt')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** Where somebody was kept from going until the password was their own (`AppFrame`). */
function wantedPage(state: unknown): string | null {
  return typeof state === 'object' && state !== null && 'returnTo' in state ? String(state.returnTo) : null;
}
