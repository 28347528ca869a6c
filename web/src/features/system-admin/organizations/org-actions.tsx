import { useTranslation } from 'react-i18next';
import type { SystemOrg } from '../../../api/client';
import { RowAction } from '../../../components/row-action';
import type { OrgDialog } from './org-dialogs';
import { useReactivateOrg } from './use-reactivate-org';
import classes from '../system-admin.module.css';

/** What can be done to an organization. Nobody does anything to their own, and nothing is done to one that goes. */
export function OrgActions({ org, open }: { org: SystemOrg; open: (dialog: OrgDialog) => void }) {
  const { t } = useTranslation();
  const reactivate = useReactivateOrg();
  if (org.status === 'deleting') return null;
  if (org.isPlatform) return <span className={classes.noActions}>{t('systemAdmin.own')}</span>;
  return (
    <span className={classes.actions}>
      <RowAction label={t('systemAdmin.orgs.changePlan.action')} onClick={() => open({ kind: 'plan', org })} />
      {org.status === 'suspended' ? (
        <RowAction
          label={t('users.actions.reactivate')}
          onClick={() => reactivate.mutate(org)}
          busy={reactivate.isPending}
        />
      ) : (
        <RowAction label={t('systemAdmin.orgs.suspend.action')} onClick={() => open({ kind: 'suspend', org })} />
      )}
      <RowAction label={t('systemAdmin.orgs.delete.action')} onClick={() => open({ kind: 'delete', org })} />
    </span>
  );
}
