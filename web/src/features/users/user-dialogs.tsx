import type { User } from '../../api/client';
import { BulkInviteDialog } from './bulk-invite-dialog';
import { DeactivateDialog } from './deactivate-dialog';
import { EditDialog } from './edit-dialog';
import { InviteDialog } from './invite-dialog';
import { PasswordDialog } from './password-dialog';
import { RevokeDialog } from './revoke-dialog';

export type UserDialog =
  | { kind: 'invite' }
  | { kind: 'bulk' }
  | { kind: 'edit'; user: User }
  | { kind: 'deactivate'; user: User }
  | { kind: 'password'; user: User }
  | { kind: 'revoke'; user: User };

/** The dialogs of the Users page: a chunk of their own, mounted anew each time, so that none remembers the last one. */
export function UserDialogs({ dialog, onClose }: { dialog: UserDialog; onClose: () => void }) {
  switch (dialog.kind) {
    case 'invite':
      return <InviteDialog onClose={onClose} />;
    case 'bulk':
      return <BulkInviteDialog onClose={onClose} />;
    case 'deactivate':
      return <DeactivateDialog user={dialog.user} onClose={onClose} />;
    case 'edit':
      return <EditDialog user={dialog.user} onClose={onClose} />;
    case 'password':
      return <PasswordDialog user={dialog.user} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog user={dialog.user} onClose={onClose} />;
  }
}
