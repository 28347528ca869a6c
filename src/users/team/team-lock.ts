import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { User } from '../user.entity.js';
import type { Case } from './team-policy.js';

/** A person, and the organization to look for them in: the actor's own, or for a system admin any. */
export interface Member {
  orgId: OrgId;
  userId: UserId;
}

export interface LockedCase extends Case {
  user: User;
  /** Throws 403 where the actor has lost the right to act since the guard let them in. Ask it after the policy. */
  stillAdmin(): void;
}

/**
 * The person, and the organization's active admins with them, locked until the transaction ends: whoever else changes
 * an admin of it waits, and then decides by what is true then. Always in the order of ids, so that two cannot wait for
 * each other. 404 for a person of another organization.
 */
export async function lockTeam(em: EntityManager, actor: Actor, { orgId, userId }: Member): Promise<LockedCase> {
  const locked = await em.execute<{ id: UserId; admin: boolean }[]>(
    `select id, role = 'admin' and status = 'active' as admin from users
     where org_id = ? and (id = ? or (role = 'admin' and status = 'active')) order by id for no key update`,
    [orgId, userId],
  );
  const user = locked.some(({ id }) => id === userId) ? await em.findOne(User, { id: userId }) : null;
  if (!user) throw fail('not_found');
  const admins = locked.filter(({ admin }) => admin).map(({ id }) => id);
  return {
    user,
    self: actor.userId === userId,
    target: user,
    otherActiveAdmin: admins.some((id) => id !== userId),
    stillAdmin: () => {
      if (actor.orgId === orgId && !admins.includes(actor.userId)) throw fail('forbidden');
    },
  };
}
