import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SystemOrg } from '../../api/client';
import type { OrgDialog } from './org-dialogs';
import { useReactivateOrg } from './use-reactivate-org';
import classes from './system-admin.module.css';

/** What can be done to an organization. What nobody may do to their own is absent, and nothing is done to one that goes. */
export function OrgActions({ org, open }: { org: SystemOrg; open: (dialog: OrgDialog) => void }) {
  const { t } = useTranslation();
  const reactivate = useReactivateOrg();
  if (org.status === 'deleting') return null;
  const button = (label: string, onClick: () => void, busy = false) => (
    <Button variant="subtle" size="compact-xs" className={classes.action} loading={busy} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <span className={classes.actions}>
      {button(t('systemAdmin.orgs.changePlan.action'), () => open({ kind: 'plan', org }))}
      {org.isPlatform
        ? null
        : org.status === 'suspended'
          ? button(t('users.actions.reactivate'), () => reactivate.mutate(org), reactivate.isPending)
          : button(t('systemAdmin.orgs.suspend.action'), () => open({ kind: 'suspend', org }))}
      {org.isPlatform ? null : button(t('systemAdmin.orgs.delete.action'), () => open({ kind: 'delete', org }))}
    </span>
  );
}
