import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmSession, mailConfirmationCode } from '../../api/client';
import { useMe } from '../../app/me';
import { CodeField } from '../../components/code-field';
import { FormDialog } from '../../components/form-dialog';
import { useProblemText } from '../../components/problem-text';
import classes from './step-up.module.css';

type Way = 'password' | 'app' | 'mail';

/** Password, authenticator or a mailed code, whichever the person has; the call that waits goes on after it. */
export function StepUpDialog({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const me = useMe();
  const ways: Way[] = [
    ...(me.hasPassword ? ['password' as const] : []),
    ...(me.mfa.enabled ? ['app' as const] : []),
    'mail',
  ];
  const [way, setWay] = useState<Way>(ways[0] ?? 'mail');
  const [value, setValue] = useState('');
  const mail = useMutation({ mutationFn: () => mailConfirmationCode() });
  const confirm = useMutation({
    mutationFn: () => confirmSession({ body: way === 'password' ? { password: value } : { code: value } }),
    onSuccess: () => onDone(true),
  });
  const choose = (next: Way) => {
    setWay(next);
    setValue('');
    confirm.reset();
    // What was mailed stays good; what could not be is asked for anew.
    if (!mail.isSuccess) mail.reset();
  };
  // First the mail, then its code.
  const asks = way === 'mail' && !mail.isSuccess;
  const beside = confirm.error?.code === 'wrong_password' || confirm.error?.code === 'mfa_invalid';

  return (
    <FormDialog
      onClose={() => onDone(false)}
      title={t('stepUp.title')}
      submit={t(asks ? 'stepUp.sendMail' : 'stepUp.confirm')}
      busy={confirm.isPending || mail.isPending}
      dirty={value !== ''}
      canSubmit={asks || value !== ''}
      step={asks ? 'ask' : way}
      problem={mail.error ?? (beside ? null : confirm.error)}
      onSubmit={(event) => {
        event.preventDefault();
        if (asks) mail.mutate();
        else confirm.mutate();
      }}
    >
      <p>{t('stepUp.about')}</p>
      {way === 'password' ? (
        <PasswordInput
          label={t('fields.password')}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={beside && confirm.error ? text(confirm.error) : null}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('fields.showPassword') }}
          data-autofocus
        />
      ) : asks ? (
        <p>{t('stepUp.mailTo', { email: me.email })}</p>
      ) : (
        <CodeField
          key={way}
          value={value}
          onChange={setValue}
          problem={confirm.error}
          help={t(way === 'app' ? 'stepUp.appHelp' : 'stepUp.mailHelp', { email: me.email })}
        />
      )}
      <div className={classes.ways}>
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} variant="subtle" size="compact-sm" onClick={() => choose(other)}>
              {t(`stepUp.ways.${other}`)}
            </Button>
          ))}
      </div>
    </FormDialog>
  );
}
