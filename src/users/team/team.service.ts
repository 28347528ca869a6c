import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../shared/access/actor.js';
import { Outbox } from '../../shared/events/outbox.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { MemberDirectory } from '../member-directory.js';
import type { UpdateUser, UserView } from '../users.dto.js';
import { usersFail } from '../users.errors.js';
import { userRoleChanged, userStatusChanged } from '../users.events.js';
import { lockTeam, type LockedCase, type Member } from './team-lock.js';
import { TeamLog } from './team-log.js';
import { canChangeRole, canDeactivate, canReactivate, statusAfterReactivation } from './team-policy.js';

/**
 * What is done to a person by somebody else: an admin of the organization, or a system admin to whom every organization
 * is open. The same rules for both: nobody acts on themselves, and an active admin stays. A change has reached every
 * process when it returns.
 */
@Injectable()
export class TeamService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly log: TeamLog,
    private readonly directory: MemberDirectory,
  ) {}

  /** 403 `own_role`, 409 `last_admin`. What is given and already so is no change. */
  update(actor: Actor, member: Member, { name, role }: UpdateUser): Promise<UserView> {
    return this.change(actor, member, (em, locked) => {
      const { user } = locked;
      if (role !== undefined) {
        const verdict = canChangeRole(locked, role);
        if (verdict !== 'ok') throw usersFail(verdict);
      }
      locked.stillAdmin();
      const renamed = name !== undefined && name !== user.name;
      if (renamed) {
        this.log.record(em, actor, user, 'user.renamed', { from: user.name, to: name });
        user.name = name;
      }
      const given = role !== undefined && role !== user.role;
      if (given) {
        this.log.record(em, actor, user, 'user.role_changed', { from: user.role, to: role });
        user.role = role;
        this.outbox.add(em, userRoleChanged, { userId: user.id });
      }
      return renamed || given;
    });
  }

  /**
   * 403 `own_account`, 409 `last_admin`. Sessions, links and challenges die with the commit: each carries the epoch that
   * the database raises with the status. Role, password, second factor and provider accounts stay.
   */
  deactivate(actor: Actor, member: Member): Promise<UserView> {
    return this.change(actor, member, (em, locked) => {
      const { user } = locked;
      const verdict = canDeactivate(locked);
      if (verdict !== 'ok') throw usersFail(verdict);
      locked.stillAdmin();
      if (user.status === 'deactivated') return false;
      user.status = 'deactivated';
      user.deactivatedAt = this.clock.now();
      this.log.record(em, actor, user, 'user.deactivated');
      this.outbox.add(em, userStatusChanged, { userId: user.id });
      return true;
    });
  }

  /** 403 `own_account`. Sessions and links of before stay dead. */
  reactivate(actor: Actor, member: Member): Promise<UserView> {
    return this.change(actor, member, (em, locked) => {
      const { user } = locked;
      const verdict = canReactivate(locked);
      if (verdict !== 'ok') throw usersFail(verdict);
      locked.stillAdmin();
      if (user.status !== 'deactivated') return false;
      user.status = statusAfterReactivation(user);
      user.deactivatedAt = null;
      this.log.record(em, actor, user, 'user.reactivated');
      this.outbox.add(em, userStatusChanged, { userId: user.id });
      return true;
    });
  }

  private async change(
    actor: Actor,
    member: Member,
    /** Answers whether anything is another than before. */
    change: (em: EntityManager, locked: LockedCase) => boolean,
  ): Promise<UserView> {
    await this.db.writeAccess(member.orgId, async (em) => {
      const locked = await lockTeam(em, actor, member);
      if (change(em, locked)) locked.user.updatedAt = this.clock.now();
    });
    return this.directory.one(member.orgId, member.userId);
  }
}
