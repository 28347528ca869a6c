import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SystemOrg } from '../../../api/client';
import { Cut } from '../../../components/cut';
import type { Column } from '../../../components/data-table';
import { StatusDot } from '../../../components/status-dot';
import { TimeAgo } from '../../../components/time-ago';
import { OrgActions } from './org-actions';
import type { OrgDialog } from './org-dialogs';
import { orgTones } from './organizations-query';
import classes from '../system-admin.module.css';

export function useOrgColumns(open: (dialog: OrgDialog) => void): ReadonlyArray<Column<SystemOrg>> {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('fields.name'),
        kind: 'title',
        cell: (org) => (
          <Link to={`/system-admin/orgs/${org.id}`} className={classes.name} title={org.name}>
            {org.name}
          </Link>
        ),
      },
      {
        key: 'slug',
        header: t('systemAdmin.orgs.slug'),
        cell: (org) => <Cut text={org.slug} />,
      },
      {
        key: 'plan',
        header: t('systemAdmin.orgs.plan'),
        width: '92px',
        cell: (org) => t(`systemAdmin.plans.${org.plan}`),
      },
      {
        key: 'status',
        header: t('fields.status'),
        width: '112px',
        cell: (org) => <StatusDot tone={orgTones[org.status]}>{t(`systemAdmin.status.${org.status}`)}</StatusDot>,
      },
      {
        key: 'users',
        header: t('systemAdmin.orgs.users'),
        kind: 'number',
        width: '64px',
        cell: (org) => org.userCount,
      },
      {
        key: 'tickets',
        header: t('systemAdmin.orgs.tickets'),
        kind: 'number',
        width: '76px',
        cell: (org) => org.ticketCount,
      },
      {
        key: 'activity',
        header: t('systemAdmin.orgs.lastActivity'),
        width: '124px',
        cell: (org) =>
          org.lastActivityAt ? (
            <TimeAgo at={org.lastActivityAt} />
          ) : (
            <span className={classes.dim}>{t('methods.never')}</span>
          ),
      },
      {
        key: 'actions',
        header: t('fields.actions'),
        kind: 'actions',
        width: '236px',
        cell: (org) => <OrgActions org={org} open={open} />,
      },
    ],
    [t, open],
  );
}
