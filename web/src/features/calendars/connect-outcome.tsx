import { CloseButton } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './calendars.module.css';

const failures = ['provider_denied', 'provider_error', 'other_user', 'permission_missing'] as const;

/** What came of the way to a provider and back, as its redirect says. */
export function ConnectOutcome(props: { connected: string | null; error: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const provider = props.connected === 'google' || props.connected === 'outlook' ? props.connected : null;
  if (!provider && !props.error) return null;
  const failure = failures.find((each) => each === props.error) ?? 'provider_error';
  const Icon = provider ? CircleCheck : CircleAlert;
  return (
    <div className={classes.outcome} data-tone={provider ? 'ok' : 'attention'} role={provider ? 'status' : 'alert'}>
      <Icon size={16} aria-hidden="true" />
      <p>
        {provider
          ? t('calendars.connected', { calendar: t(`calendars.names.${provider}`) })
          : t(`calendars.failures.${failure}`)}
      </p>
      <CloseButton size="sm" aria-label={t('common.close')} onClick={props.onClose} />
    </div>
  );
}
