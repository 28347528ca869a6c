import type { Role } from '../../shared/access/permissions.js';
import type { UserStatus } from '../user.entity.js';

/** What the rules of a team look at. Whoever acts has been let through by the guard already. */
export interface Case {
  /** Whether the one who acts and the one acted upon are the same person. */
  self: boolean;
  target: { role: Role; status: UserStatus };
  /** Whether somebody else is an active admin of the organization; only true while their rows are locked. */
  otherActiveAdmin: boolean;
}

/** Also to the role that one has: nobody touches their own. */
export function canChangeRole({ self, target, otherActiveAdmin }: Case, to: Role): 'ok' | 'own_role' | 'last_admin' {
  if (self) return 'own_role';
  const leaves = target.role === 'admin' && target.status === 'active' && to !== 'admin';
  return leaves && !otherActiveAdmin ? 'last_admin' : 'ok';
}

export function canDeactivate({ self, target, otherActiveAdmin }: Case): 'ok' | 'own_account' | 'last_admin' {
  if (self) return 'own_account';
  return target.role === 'admin' && target.status === 'active' && !otherActiveAdmin ? 'last_admin' : 'ok';
}

export function canReactivate({ self }: Pick<Case, 'self'>): 'ok' | 'own_account' {
  return self ? 'own_account' : 'ok';
}

/** An admin's own password is changed where the current one is asked for. */
export function canSetPassword({ self }: Pick<Case, 'self'>): 'ok' | 'use_my_account' {
  return self ? 'use_my_account' : 'ok';
}

export function canSendLink({ target }: Pick<Case, 'target'>): 'ok' | 'account_deactivated' {
  return target.status === 'deactivated' ? 'account_deactivated' : 'ok';
}

/** What somebody is again after a reactivation: an invite that was never accepted is still one. */
export function statusAfterReactivation({
  activatedAt,
}: {
  activatedAt?: Date | null | undefined;
}): 'active' | 'invited' {
  return activatedAt ? 'active' : 'invited';
}
