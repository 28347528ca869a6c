import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { listProviders, signUp } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useSession } from '../../app/session';
import { EmailField } from '../../components/email-field';
import { focusFirstError, placeProblem } from '../../components/form-problem';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import classes from '../sign-in/sign-in.module.css';

/** Organization, name, address; the link that is mailed makes the organization with that person as its first admin. */
export function SignUpPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const session = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const providers = useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => listProviders({ signal }),
    staleTime: 300_000,
  });
  const form = useForm({
    initialValues: { orgName: '', name: '', email: '' },
    validate: {
      orgName: (value) => (value.trim() ? null : t('signUp.orgNeeded')),
      name: (value) => (value.trim() ? null : t('signUp.nameNeeded')),
      email: (value) => (value.includes('@') ? null : t('signIn.emailNeeded')),
    },
  });
  const send = useMutation({
    mutationFn: (body: { orgName: string; name: string; email: string }) => signUp({ body }),
    onError: (error) => setProblem(placeProblem(form, error, text) ? null : error),
  });

  if (session.hint === 'alive') return <Navigate to="/" replace />;
  if (providers.data?.signUp === false || problem?.code === 'sign_up_closed') {
    return (
      <>
        <h1 className={classes.title}>{t('signUp.closed.title')}</h1>
        <p className={classes.lead}>{t('signUp.closed.text')}</p>
        <Button component={Link} to="/sign-in" variant="default" size="md" fullWidth>
          {t('signUp.toSignIn')}
        </Button>
      </>
    );
  }
  if (send.isSuccess) {
    return (
      <>
        <h1 className={classes.title}>{t('signIn.sent.title')}</h1>
        <p className={classes.lead}>
          {t('signUp.sent.text')} <strong className={classes.address}>{send.variables.email}</strong>
          <br />
          {t('signUp.sent.validity')}
        </p>
        <div className={classes.help}>
          <p>{t('signIn.sent.spam')}</p>
          <div className={classes.helpActions}>
            <Button variant="default" size="compact-sm" onClick={() => send.reset()}>
              {t('signUp.sent.back')}
            </Button>
          </div>
        </div>
      </>
    );
  }

  return (
    <>
      <h1 className={classes.title}>{t('signUp.title')}</h1>
      <form
        noValidate
        className={classes.stack}
        onSubmit={form.onSubmit((values) => {
          setProblem(null);
          send.mutate({ orgName: values.orgName.trim(), name: values.name.trim(), email: values.email.trim() });
        }, focusFirstError(form))}
      >
        <ProblemNote problem={problem} />
        <TextInput
          {...form.getInputProps('orgName')}
          label={t('fields.orgName')}
          autoComplete="organization"
          size="md"
          autoFocus
        />
        <TextInput {...form.getInputProps('name')} label={t('fields.yourName')} autoComplete="name" size="md" />
        <EmailField {...form.getInputProps('email')} autoComplete="email" size="md" />
        <Button type="submit" size="md" fullWidth loading={send.isPending}>
          {t('signUp.submit')}
        </Button>
      </form>
      <p className={classes.foot}>
        {t('signUp.haveAccount')} <Link to="/sign-in">{t('signIn.submit')}</Link>
      </p>
    </>
  );
}
