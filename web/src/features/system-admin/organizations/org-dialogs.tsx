import type { SystemOrg } from '../../../api/client';
import { ChangePlanDialog } from './change-plan-dialog';
import { CreateOrgDialog } from './create-org-dialog';
import { DeleteOrgDialog } from '../deletion/delete-org-dialog';
import { SuspendOrgDialog } from './suspend-org-dialog';

export type OrgDialog = { kind: 'create' } | { kind: 'plan' | 'suspend' | 'delete'; org: SystemOrg };

/** The dialogs about organizations: a chunk of their own, mounted anew each time. */
export function OrgDialogs({ dialog, onClose }: { dialog: OrgDialog; onClose: () => void }) {
  switch (dialog.kind) {
    case 'create':
      return <CreateOrgDialog onClose={onClose} />;
    case 'plan':
      return <ChangePlanDialog org={dialog.org} onClose={onClose} />;
    case 'suspend':
      return <SuspendOrgDialog org={dialog.org} onClose={onClose} />;
    case 'delete':
      return <DeleteOrgDialog org={dialog.org} onClose={onClose} />;
  }
}
