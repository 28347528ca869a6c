import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me';
import { PasswordSection } from './password-section';
import { SessionsSection } from './sessions-section';
import { TwoFactorSection } from './two-factor-section';
import classes from './account.module.css';

/** Password, two-factor, sessions; only the password while one that an admin set has to be changed. */
export function SecurityPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <h2 className={classes.pageTitle}>{t('account.security.title')}</h2>
      {me.mustChangePassword ? (
        <div className={classes.note} role="status">
          <Info size={16} aria-hidden="true" />
          <p>{t('account.security.mustChange')}</p>
        </div>
      ) : null}
      <PasswordSection />
      {me.mustChangePassword ? null : (
        <>
          <TwoFactorSection />
          <SessionsSection />
        </>
      )}
    </>
  );
}
