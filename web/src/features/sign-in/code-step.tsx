import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { redeemCode, requestMagicLink } from '../../api/client';
import { now } from '../../app/clock';
import { ProblemNote } from '../../components/problem-note';
import { useProblemText } from '../../components/problem-text';
import type { SignInState } from './sign-in-page';
import { useSignInOutcome } from './use-sign-in-outcome';
import classes from './sign-in.module.css';

const codeLength = 8;
const resendAfter = 30;

/** The mail is on its way: which address, the code field at once, and what to do when nothing comes. */
export function CodeStep({ email, askedAt }: { email: string; askedAt: number }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const navigate = useNavigate();
  const location = useLocation();
  const finish = useSignInOutcome();
  const [code, setCode] = useState('');
  const wait = useSecondsLeft(askedAt);

  const go = (state: SignInState) =>
    void navigate({ pathname: location.pathname, search: location.search }, { state, replace: true });
  const again = useMutation({
    mutationFn: () => requestMagicLink({ body: { email } }),
    onSuccess: () => go({ email, askedAt: now() }),
  });
  const redeem = useMutation({
    mutationFn: (value: string) => redeemCode({ body: { code: value } }),
    onSuccess: finish,
  });
  const wrong = redeem.error?.code === 'code_invalid' || redeem.error?.code === 'validation_failed';

  const enter = (value: string) => {
    const plain = value
      .replace(/[^0-9a-z]/gi, '')
      .toUpperCase()
      .slice(0, codeLength);
    setCode(plain);
    if (redeem.isError) redeem.reset();
    // A paste or the last character sends it: there is nothing left to decide.
    if (plain.length === codeLength && plain !== code && !redeem.isPending) redeem.mutate(plain);
  };

  return (
    <>
      <h1 className={classes.title}>{t('signIn.sent.title')}</h1>
      <p className={classes.lead}>
        {t('signIn.sent.text')} <strong className={classes.address}>{email}</strong>
        <br />
        {t('signIn.sent.validity')}
      </p>
      <form
        className={classes.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (code.length > 0) redeem.mutate(code);
        }}
      >
        {redeem.error && !wrong ? <ProblemNote problem={redeem.error} /> : null}
        <TextInput
          label={t('signIn.sent.code')}
          description={t('signIn.sent.codeHelp')}
          value={code}
          onChange={(event) => enter(event.currentTarget.value)}
          error={wrong && redeem.error ? text(redeem.error) : null}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          size="md"
          autoFocus
          classNames={{ input: classes.code }}
        />
        <Button type="submit" size="md" fullWidth loading={redeem.isPending} disabled={code.length === 0}>
          {t('signIn.submit')}
        </Button>
      </form>
      <div className={classes.help}>
        <p>{t('signIn.sent.spam')}</p>
        <ProblemNote problem={again.error} />
        <div className={classes.helpActions}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={wait > 0}
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {wait > 0 ? t('signIn.sent.resendIn', { count: wait }) : t('signIn.sent.resend')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => go({ email })}>
            {t('signIn.sent.other')}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Whole seconds until a link may be asked for again. */
function useSecondsLeft(askedAt: number): number {
  const left = () => Math.max(0, Math.ceil((askedAt + resendAfter * 1000 - now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = window.setInterval(() => {
      setSeconds(left());
      if (left() === 0) window.clearInterval(timer);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [askedAt]);
  return seconds;
}
