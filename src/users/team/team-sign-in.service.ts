import { Injectable } from '@nestjs/common';
import { MailedLinks, MailPromises } from '../../mail/index.js';
import { Org } from '../../orgs/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { requireStrong } from '../passwords/strong-password.js';
import { User } from '../user.entity.js';
import type { SetPassword } from '../users.dto.js';
import { usersFail } from '../users.errors.js';
import { lockTeam, type Member } from './team-lock.js';
import { TeamLog } from './team-log.js';
import { canSendLink, canSetPassword } from './team-policy.js';

/** Getting somebody in who cannot get in: a fresh link, or a password. For admins, and for system admins anywhere. */
@Injectable()
export class TeamSignIn {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly links: MailedLinks,
    private readonly mails: MailPromises,
    private readonly log: TeamLog,
  ) {}

  /** Mails a link valid 24 hours, in place of every older one. 409 `account_deactivated`. */
  async sendLink(actor: Actor, member: Member): Promise<void> {
    await this.db.write(member.orgId, async (em) => {
      // Without a lock on the person: redeeming locks the link first. A link that a deactivation overtakes is born dead.
      const user = await em.findOne(User, { id: member.userId });
      if (!user) throw fail('not_found');
      const verdict = canSendLink({ target: user });
      if (verdict !== 'ok') throw usersFail(verdict);
      await this.links.issue(em, user, 'admin_link', nameable(actor, member));
      this.log.record(em, actor, user, 'user.sign_in_link_sent');
    });
  }

  /**
   * 403 `use_my_account` for oneself, 422 `weak_password`. Every session, link and challenge of the person dies with the
   * commit, and they are told by mail. With `mustChange` the password opens the door once, to choose another one.
   */
  async setPassword(actor: Actor, member: Member, { password, mustChange = false }: SetPassword): Promise<void> {
    const verdict = canSetPassword({ self: actor.userId === member.userId });
    if (verdict !== 'ok') throw usersFail(verdict);
    await this.judge(member, password);
    // Hashed before the transaction: a lock is no place to wait for a hash.
    const hash = await this.hasher.hash(password);
    await this.db.writeAccess(member.orgId, async (em) => {
      const locked = await lockTeam(em, actor, member);
      locked.stillAdmin();
      const { user } = locked;
      user.passwordHash = hash;
      user.mustChangePassword = mustChange;
      user.updatedAt = this.clock.now();
      this.log.record(em, actor, user, 'user.password_set_by_admin', { mustChange });
      const byUserId = nameable(actor, member);
      this.mails.promise(em, { template: 'password_set_by_admin', userId: user.id, byUserId, mustChange });
    });
  }

  private async judge({ orgId, userId }: Member, password: string): Promise<void> {
    const owner = await this.db.write(orgId, async (em) => {
      const user = await em.findOne(User, { id: userId });
      if (!user) throw fail('not_found');
      const { name: orgName } = await em.findOneOrFail(Org, { id: orgId });
      return { name: user.name, email: user.email, orgName };
    });
    await requireStrong(password, owner, 'password');
  }
}

/** Whom mails and links name as the one who did it: nobody of another organization, that is the platform's operator. */
function nameable(actor: Actor, { orgId }: Member) {
  return actor.orgId === orgId ? actor.userId : null;
}
