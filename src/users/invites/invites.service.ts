import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import { MailedLinks, type Link } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { emailKey } from '../../shared/http/fields.js';
import { TENANT_FILTER } from '../../shared/tenancy/tenant-filter.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import type { Member } from '../team/team-lock.js';
import { User } from '../user.entity.js';
import type { InviteUser, UserView } from '../users.dto.js';
import { MemberDirectory } from '../member-directory.js';
import { usersFail } from '../users.errors.js';

@Injectable()
export class InvitesService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly links: MailedLinks,
    private readonly audit: AuditRecorder,
    private readonly directory: MemberDirectory,
  ) {}

  /** 409 `email_conflict` where the address has an account anywhere on the platform. */
  async invite(actor: Actor, input: InviteUser): Promise<UserView> {
    const { user } = await this.db.write(actor.orgId, (em) => this.inviteIn(em, actor, input)).catch(addressTaken);
    return this.directory.one(actor.orgId, user.id);
  }

  /**
   * Takes back an invite that was never used: the person is not there any more and the address is free again.
   * 409 `not_invited` for everyone else, also where the invite is being accepted at this moment.
   */
  async revoke(actor: Actor, { orgId, userId }: Member): Promise<void> {
    await this.db.writeAccess(orgId, async (em) => {
      const user = await em.findOne(User, { id: userId });
      if (!user) throw fail('not_found');
      if (user.status !== 'invited') throw usersFail('not_invited');
      // Links before the person, as redeeming does: the one of the two that comes second waits, and sees what the other did.
      await em.execute('delete from mails where user_id = ?', [userId]);
      await em.execute('delete from links where user_id = ?', [userId]);
      const gone = await em.execute<object[]>(`delete from users where id = ? and status = 'invited' returning id`, [
        userId,
      ]);
      if (gone.length === 0) throw usersFail('not_invited');
      this.audit.record(em, {
        action: 'user.invite_revoked',
        actor,
        origin: actor.origin,
        target: { type: 'user', id: userId, name: user.name },
        details: { role: user.role },
      });
    });
  }

  /** Inviting inside a transaction of the caller's; without an actor the platform itself invites. */
  async inviteIn(
    em: EntityManager,
    actor: Actor | null,
    { name, email, role }: InviteUser,
  ): Promise<{ user: User; link: Link }> {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    const now = this.clock.now();
    const user = em.create(User, {
      id: newId<UserId>(),
      orgId,
      name,
      email,
      emailKey: emailKey(email),
      role,
      status: 'invited',
      createdAt: now,
      updatedAt: now,
    });
    await em.persist(user).flush();
    const link = await this.links.issue(em, user, 'invite', actor?.userId ?? null);
    this.audit.record(em, {
      action: 'user.invited',
      actor,
      origin: actor?.origin ?? null,
      target: { type: 'user', id: user.id, name },
      details: { role },
    });
    await em.flush();
    return { user, link };
  }
}

/** The database decides who was first, so that two invites at once cannot both win. */
export function addressTaken(error: unknown): never {
  if (error instanceof UniqueConstraintViolationException && error.message.includes('users_email_key')) {
    throw usersFail('email_conflict');
  }
  throw error;
}
