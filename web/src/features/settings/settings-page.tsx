import { useTranslation } from 'react-i18next';
import { may, useMe } from '../../app/me';
import { FactList } from '../../components/fact-list';
import { PageHeader } from '../../components/page-header';
import { SettingsForm } from './settings-form';
import classes from './settings.module.css';

/** Name, time zone and currency of the organization; for admins a form, for everyone else to read. */
export function SettingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const editable = may(me, 'org:edit');
  return (
    <div className={classes.page}>
      <PageHeader title={t('settings.title')} about={t(editable ? 'settings.about' : 'settings.aboutReader')} />
      {editable ? <SettingsForm /> : <Facts />}
    </div>
  );
}

function Facts() {
  const { t, i18n } = useTranslation();
  const { org } = useMe();
  const currency = new Intl.DisplayNames([i18n.language], { type: 'currency' }).of(org.currency);
  return (
    <FactList>
      {[
        [t('settings.name'), org.name],
        [t('settings.timeZone'), org.timeZone],
        [t('money.currency'), `${org.currency} – ${currency ?? ''}`],
      ].map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </FactList>
  );
}
