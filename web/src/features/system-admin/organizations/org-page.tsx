import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { showDeletion, showOrg, type SystemOrg } from '../../../api/client';
import { NotFoundPage } from '../../../app/states/not-found-page';
import { BackLink } from '../../../components/back-link';
import { FactList } from '../../../components/fact-list';
import { ProblemNote } from '../../../components/problem-note';
import { StatusDot } from '../../../components/status-dot';
import { TimeAgo } from '../../../components/time-ago';
import { DeletionProgress } from '../deletion/deletion-progress';
import { OrgActions } from './org-actions';
import type { OrgDialog } from './org-dialogs';
import { deletionKey, orgKey, orgTones } from './organizations-query';
import { PlanHistory } from './plan-history';
import classes from '../system-admin.module.css';

const OrgDialogs = lazy(async () => ({ default: (await import('./org-dialogs')).OrgDialogs }));

/** One organization; while it is deleted how far that is, and ever after the receipt. */
export function OrgPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [dialog, setDialog] = useState<OrgDialog | null>(null);
  const org = useQuery({ queryKey: orgKey(id), queryFn: ({ signal }) => showOrg({ path: { id }, signal }) });
  const gone = org.error?.code === 'not_found';
  const deletion = useQuery({
    queryKey: deletionKey(id),
    queryFn: ({ signal }) => showDeletion({ path: { id }, signal }),
    enabled: gone || org.data?.status === 'deleting',
    refetchInterval: ({ state: { data, error } }) =>
      data?.state === 'done' || error?.code === 'not_found' ? false : 1_000,
  });
  const shown = deletion.data?.state === 'preview' ? undefined : deletion.data;
  if (gone && deletion.error?.code === 'not_found') return <NotFoundPage />;
  const problem = deletion.error ?? (gone ? null : org.error);
  const name = shown?.orgName ?? org.data?.name;

  return (
    <div className={classes.page}>
      {name ? <title>{`${name} · Muster`}</title> : null}
      <BackLink to="/system-admin">{t('systemAdmin.title')}</BackLink>
      <header className={classes.head}>
        <h1 className={classes.title}>{name ?? t('systemAdmin.title')}</h1>
        {org.data && !shown ? (
          <>
            <StatusDot tone={orgTones[org.data.status]}>{t(`systemAdmin.status.${org.data.status}`)}</StatusDot>
            <div className={classes.headActions}>
              {org.data.isPlatform ? null : <OrgActions org={org.data} open={setDialog} />}
            </div>
          </>
        ) : null}
      </header>
      <ProblemNote problem={problem} onRetry={() => void (deletion.error ? deletion : org).refetch()} />
      {shown ? (
        <DeletionProgress deletion={shown} />
      ) : org.data ? (
        <Facts org={org.data} />
      ) : problem ? null : (
        <Skeleton height={240} />
      )}
      <Suspense fallback={null}>
        {dialog ? <OrgDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </div>
  );
}

function Facts({ org }: { org: SystemOrg }) {
  const { t } = useTranslation();
  return (
    <>
      {org.isPlatform ? <p className={classes.dim}>{t('systemAdmin.orgs.own')}</p> : null}
      <div className={classes.facts}>
        <FactList>
          {org.suspendedReason ? (
            <div>
              <dt>{t('systemAdmin.orgs.suspend.why')}</dt>
              <dd>{org.suspendedReason}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t('systemAdmin.orgs.slug')}</dt>
            <dd>{org.slug}</dd>
          </div>
          <div>
            <dt>{t('systemAdmin.orgs.plan')}</dt>
            <dd>{t(`systemAdmin.plans.${org.plan}`)}</dd>
          </div>
          <div>
            <dt>{t('systemAdmin.orgs.users')}</dt>
            <dd>
              <Link to={`/system-admin/users?org=${org.id}`}>
                {t('systemAdmin.orgs.people', { count: org.userCount })}
              </Link>
            </dd>
          </div>
          <div>
            <dt>{t('systemAdmin.orgs.tickets')}</dt>
            <dd>{org.ticketCount}</dd>
          </div>
          <div>
            <dt>{t('systemAdmin.orgs.created')}</dt>
            <dd>
              <TimeAgo at={org.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{t('systemAdmin.orgs.lastActivity')}</dt>
            <dd>{org.lastActivityAt ? <TimeAgo at={org.lastActivityAt} /> : t('methods.never')}</dd>
          </div>
          <div>
            <dt>{t('auditLog.title')}</dt>
            <dd>
              <Link to={`/system-admin/audit-log?org=${org.id}`}>{t('systemAdmin.orgs.log')}</Link>
            </dd>
          </div>
        </FactList>
      </div>
      <PlanHistory orgId={org.id} />
    </>
  );
}
