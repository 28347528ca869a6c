import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { requestMagicLink, type SignInMethod, signInWithPassword } from '../../api/client';
import type { Problem } from '../../api/problem';
import { now } from '../../app/clock';
import { keepReturnTo, localPath } from '../../app/return-to';
import { EmailField } from '../../components/email-field';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import type { SignInState } from './sign-in-page';
import { useSignInOutcome } from './use-sign-in-outcome';
import classes from './sign-in.module.css';

/** The address first; then a link by mail, or the password where that way is open. */
export function EmailStep(props: { email: string; passwordOpen: boolean; last: SignInMethod | null }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  const location = useLocation();
  const finish = useSignInOutcome();
  const [chosen, setChosen] = useState<'link' | 'password' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const withPassword =
    props.passwordOpen && (chosen ?? (props.last === 'password' ? 'password' : 'link')) === 'password';
  const lastUsed = props.last === (withPassword ? 'password' : 'magic_link');

  const form = useForm({
    initialValues: { email: props.email, password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('signIn.emailNeeded')),
      password: (value) => (withPassword && value === '' ? t('signIn.passwordNeeded') : null),
    },
  });

  const refused = (error: Problem) => {
    if (placeProblem(form, error, text, { invalid_credentials: 'password' })) setProblem(null);
    else setProblem(error);
  };
  const sentLink = (email: string) => {
    const state: SignInState = { email, askedAt: now() };
    keepReturnTo(localPath(new URLSearchParams(location.search).get('returnTo')));
    void navigate({ pathname: location.pathname, search: location.search }, { state });
  };
  const link = useMutation({
    mutationFn: (email: string) => requestMagicLink({ body: { email } }),
    onSuccess: (_answer, email) => sentLink(email),
    onError: refused,
  });
  const password = useMutation({
    mutationFn: (body: { email: string; password: string }) => signInWithPassword({ body }),
    onSuccess: finish,
    onError: refused,
  });

  const submit = form.onSubmit(({ email, password: secret }) => {
    setProblem(null);
    if (withPassword) password.mutate({ email: email.trim(), password: secret });
    else link.mutate(email.trim());
  }, focusFirstError(form));

  const switchWay = () => {
    setProblem(null);
    form.clearErrors();
    setChosen(withPassword ? 'link' : 'password');
    requestAnimationFrame(() => form.getInputNode(withPassword ? 'email' : 'password')?.focus());
  };

  return (
    <form onSubmit={submit} noValidate className={classes.stack}>
      <ProblemNote problem={problem} />
      <EmailField
        {...form.getInputProps('email')}
        key={form.key('email')}
        name="email"
        autoComplete="username"
        size="md"
        data-autofocus
        autoFocus
      />
      {withPassword ? (
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('fields.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('fields.showPassword') }}
        />
      ) : null}
      <div className={classes.way}>
        <Button type="submit" size="md" fullWidth loading={link.isPending || password.isPending}>
          {t(withPassword ? 'signIn.submit' : 'signIn.sendLink')}
        </Button>
        {lastUsed ? <span className={classes.last}>{t('signIn.lastUsed')}</span> : null}
      </div>
      {props.passwordOpen ? (
        <Button variant="subtle" size="compact-sm" onClick={switchWay}>
          {t(withPassword ? 'signIn.useLink' : 'signIn.usePassword')}
        </Button>
      ) : null}
    </form>
  );
}
