import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listSystemAuditLog, type SystemAuditEntry } from '../../../api/client';
import { ProblemNote } from '../../../components/problem-note';
import { TimeAgo } from '../../../components/time-ago';
import { orgKey, plans } from './organizations-query';
import classes from '../system-admin.module.css';

/** What the plan was before, as the log has it; nothing at all where it never changed. */
export function PlanHistory({ orgId }: { orgId: string }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: [...orgKey(orgId), 'plan-history'],
    queryFn: ({ signal }) => listSystemAuditLog({ query: { orgId, action: 'org.plan_changed', limit: 20 }, signal }),
  });
  const named = (entry: SystemAuditEntry, which: 'from' | 'to') => {
    const plan = plans.find((one) => one === entry.details?.[which]);
    return plan ? t(`systemAdmin.plans.${plan}`) : '–';
  };
  if (history.error) return <ProblemNote problem={history.error} onRetry={() => void history.refetch()} />;
  if (!history.data || history.data.items.length === 0) return null;
  return (
    <div>
      <h3 className={classes.label}>{t('systemAdmin.orgs.changePlan.history')}</h3>
      <ul className={classes.history}>
        {history.data.items.map((entry) => (
          <li key={entry.id}>
            <span>{t('systemAdmin.orgs.changePlan.step', { from: named(entry, 'from'), to: named(entry, 'to') })}</span>
            <span className={classes.dim}>
              {entry.actor?.name ?? t('auditLog.nobody')} · <TimeAgo at={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
