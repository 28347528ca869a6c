import { CircleAlert, Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import classes from './sign-in.module.css';

const known = [
  'account_not_found',
  'email_unverified',
  'account_deactivated',
  'org_suspended',
  'provider_denied',
  'provider_error',
] as const;

/** Why someone is on the sign-in page: a provider sent them back, or their session ended. */
export function SignInNote({ error, ended }: { error: string | null; ended: boolean }) {
  const { t } = useTranslation();
  if (error) {
    const code = known.find((one) => one === error) ?? 'provider_error';
    return (
      <div className={classes.note} data-tone="danger" role="alert">
        <CircleAlert size={16} aria-hidden="true" />
        <p>{t(`signIn.providerErrors.${code}`)}</p>
      </div>
    );
  }
  if (!ended) return null;
  return (
    <div className={classes.note} role="status">
      <Info size={16} aria-hidden="true" />
      <p>{t('signIn.ended')}</p>
    </div>
  );
}
