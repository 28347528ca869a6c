import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me';
import { Section } from '../../components/section';
import { StatusDot } from '../../components/status-dot';
import type { TwoFactorDialog } from './two-factor-dialogs';
import classes from './account.module.css';

const TwoFactorDialogs = lazy(async () => ({ default: (await import('./two-factor-dialogs')).TwoFactorDialogs }));

export function TwoFactorSection() {
  const { t } = useTranslation();
  const { mfa } = useMe();
  const [dialog, setDialog] = useState<TwoFactorDialog | null>(null);
  const few = mfa.enabled && mfa.backupCodesLeft <= 3;
  return (
    <Section title={t('account.twoFactor.title')} about={t('account.twoFactor.about')}>
      <p className={classes.state}>
        <StatusDot tone={mfa.enabled ? 'ok' : 'off'}>
          {t(mfa.enabled ? 'account.twoFactor.on' : 'account.twoFactor.off')}
        </StatusDot>
      </p>
      {mfa.enabled ? (
        <p className={few ? classes.attention : classes.dim}>
          {t('account.twoFactor.codesLeft', { count: mfa.backupCodesLeft })}
          {few ? ` ${t('account.twoFactor.codesFew')}` : ''}
        </p>
      ) : null}
      <div className={classes.actions}>
        {mfa.enabled ? (
          <>
            <Button variant="default" onClick={() => setDialog('renew')}>
              {t('account.twoFactor.renew')}
            </Button>
            <Button variant="default" onClick={() => setDialog('disable')}>
              {t('account.twoFactor.disable')}
            </Button>
          </>
        ) : (
          <Button data-tour="two_factor" onClick={() => setDialog('enrol')}>
            {t('account.twoFactor.enable')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {dialog ? <TwoFactorDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </Section>
  );
}
