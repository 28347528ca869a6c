import type { Org } from '../../orgs/index.js';
import type { User } from '../../users/index.js';
import { authFail } from '../auth.errors.js';

/** Refuses whom no factor lets in. Only for those who have proved who they are: others must not learn it. */
export function refuseUnwelcome(user: Pick<User, 'status'>, org: Pick<Org, 'status'>): void {
  if (user.status === 'deactivated') throw authFail('account_deactivated');
  if (org.status !== 'active') throw authFail('org_suspended');
}
