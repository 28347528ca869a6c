import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { answerChallenge } from '../../api/client';
import { forgetSecret, fragmentSecret, onFragmentSecret } from '../../app/fragment-secret';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import { useSignInOutcome } from './use-sign-in-outcome';
import classes from './sign-in.module.css';

/** The second factor: six digits of an authenticator app, or a backup code, in one field that takes a paste. */
export function MfaPage() {
  const { t } = useTranslation();
  const text = useProblemText();
  const finish = useSignInOutcome();
  const { search } = useLocation();
  const token = useSyncExternalStore(onFragmentSecret, () => fragmentSecret('mfaToken'));
  const [code, setCode] = useState('');
  const answer = useMutation({
    mutationFn: (body: { mfaToken: string; code: string }) => answerChallenge({ body }),
    onSuccess: finish,
    onError: (error) => {
      if (error.code === 'mfa_expired') forgetSecret('mfaToken');
    },
  });

  if (token === null || answer.error?.code === 'mfa_expired') {
    return (
      <>
        <h1 className={classes.title}>{t('mfa.over.title')}</h1>
        <p className={classes.lead}>{t('mfa.over.text')}</p>
        <Button component={Link} to={{ pathname: '/sign-in', search }} replace size="md" fullWidth>
          {t('mfa.over.again')}
        </Button>
      </>
    );
  }

  const enter = (value: string, whole: boolean) => {
    const plain = value.replace(/[^0-9a-z]/gi, '').toUpperCase();
    setCode(plain);
    if (answer.isError) answer.reset();
    // Six digits at once are a paste or a password manager: nothing is left to decide. Typed ones may be the beginning
    // of a backup code, and wait for Enter.
    if (/^\d{6}$/.test(plain) && whole && !answer.isPending) {
      answer.mutate({ mfaToken: token, code: plain });
    }
  };
  const wrong = answer.error?.code === 'mfa_invalid' || answer.error?.code === 'validation_failed';

  return (
    <>
      <h1 className={classes.title}>{t('mfa.title')}</h1>
      <form
        className={classes.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (code !== '' && !answer.isPending) answer.mutate({ mfaToken: token, code });
        }}
      >
        {answer.error && !wrong ? <ProblemNote problem={answer.error} /> : null}
        <TextInput
          label={t('mfa.code')}
          description={t('mfa.help')}
          value={code}
          onChange={(event) => enter(event.currentTarget.value, isWhole(event.nativeEvent))}
          error={wrong && answer.error ? text(answer.error) : null}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          size="md"
          autoFocus
          classNames={{ input: classes.code }}
        />
        <Button type="submit" size="md" fullWidth loading={answer.isPending} disabled={code === ''}>
          {t('signIn.submit')}
        </Button>
      </form>
      <div className={classes.help}>
        <p>{t('mfa.lost')}</p>
        <p>
          <Link to={{ pathname: '/sign-in', search }}>{t('mfa.otherWay')}</Link>
        </p>
      </div>
    </>
  );
}

/** Put in at once, not by a key: pasted, filled in by the browser, dropped. */
function isWhole(event: Event): boolean {
  const { inputType = '', data = null } = event as Partial<InputEvent>;
  return !inputType.startsWith('delete') && !(inputType === 'insertText' && data?.length === 1);
}
