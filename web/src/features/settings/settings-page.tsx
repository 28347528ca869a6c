import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { getOrg, type OrgSettings } from '../../api/client';
import { may, useMe } from '../../app/me';
import { PageHeader } from '../../components/page-header';
import { ProblemNote } from '../../components/problem-note';
import { SettingsForm } from './settings-form';
import classes from './settings.module.css';

export const orgQuery = { queryKey: ['org'], queryFn: ({ signal }: { signal: AbortSignal }) => getOrg({ signal }) };

/** Name, time zone and currency of the organization; for admins a form, for everyone else to read. */
export function SettingsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const org = useQuery(orgQuery);
  const editable = may(me, 'org:edit');
  return (
    <div className={classes.page}>
      <PageHeader title={t('settings.title')} about={t(editable ? 'settings.about' : 'settings.aboutReader')} />
      {org.error ? <ProblemNote problem={org.error} onRetry={() => void org.refetch()} /> : null}
      {org.data ? (
        editable ? (
          <SettingsForm org={org.data} />
        ) : (
          <Facts org={org.data} />
        )
      ) : org.error ? null : (
        <Skeleton height={220} />
      )}
    </div>
  );
}

function Facts({ org }: { org: OrgSettings }) {
  const { t, i18n } = useTranslation();
  const currency = new Intl.DisplayNames([i18n.language], { type: 'currency' }).of(org.currency);
  return (
    <dl className={classes.facts}>
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
    </dl>
  );
}
