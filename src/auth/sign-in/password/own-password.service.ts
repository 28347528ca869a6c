import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../../audit/index.js';
import { MailPromises } from '../../../mail/index.js';
import type { Actor } from '../../../shared/access/actor.js';
import type { PasswordHash } from '../../../shared/crypto/secrets.js';
import { fail } from '../../../shared/errors/common.errors.js';
import { TenantDb } from '../../../shared/tenancy/tenant-db.js';
import { Clock } from '../../../shared/time/clock.js';
import { PasswordHasher, requireStrong, User, weakPassword } from '../../../users/index.js';
import { Throttle } from '../../throttle/throttle.js';
import type { ChangePassword } from './password.dto.js';
import { failPassword } from './password.errors.js';

/** A person's own password: set for the first time, changed, asked again. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly db: TenantDb,
    private readonly hasher: PasswordHasher,
    private readonly throttle: Throttle,
    private readonly audit: AuditRecorder,
    private readonly mails: MailPromises,
    private readonly clock: Clock,
  ) {}

  /**
   * Every other session and every outstanding link of the person is dead afterwards: the database raises their epoch
   * with the password, and only the session that asked is lifted to the new one.
   */
  async change(actor: Actor, { newPassword, currentPassword }: ChangePassword): Promise<void> {
    const { user, orgName } = await this.own(actor);
    const before = user.passwordHash as PasswordHash | null;
    if (before !== null) await this.prove(actor, before, currentPassword ?? '');
    await requireStrong(newPassword, { name: user.name, email: user.email, orgName }, 'newPassword');
    // Somebody else knows the one that has to go, so it cannot stay.
    if (user.mustChangePassword && (await this.hasher.verify(before, newPassword))) {
      throw weakPassword('This is the password that was set for you; choose another', 'newPassword');
    }
    const hash = await this.hasher.hash(newPassword);
    await this.db.writeAccess(actor.orgId, (em) => this.store(em, actor, before, hash));
  }

  /** 403 `wrong_password` unless it is the person's; also when they have none. */
  async confirm(actor: Actor, password: string): Promise<void> {
    const { user } = await this.own(actor);
    await this.prove(actor, user.passwordHash as PasswordHash | null, password);
  }

  private async prove(actor: Actor, stored: PasswordHash | null, password: string): Promise<void> {
    const attempt = await this.throttle.attempt(['own_password', actor.userId]);
    if (!(await this.hasher.verify(stored, password))) throw failPassword('wrong_password');
    await attempt.right();
  }

  private async store(em: EntityManager, actor: Actor, before: PasswordHash | null, hash: PasswordHash): Promise<void> {
    const now = this.clock.now();
    const changed = await em.execute<{ access_epoch: number }[]>(
      `update users set password_hash = ?, must_change_password = false, updated_at = ?
       where id = ? and password_hash is not distinct from ? returning access_epoch`,
      [hash, now, actor.userId, before],
    );
    const [row] = changed;
    if (!row) throw fail('conflict', { detail: 'The password was changed meanwhile' });
    await em.execute('update sessions set epoch = ? where id = ?', [row.access_epoch, actor.sessionId]);
    const { origin } = actor;
    this.audit.record(em, {
      action: before === null ? 'user.password_set' : 'user.password_changed',
      actor,
      origin,
      target: { type: 'user', id: actor.userId, name: actor.name },
    });
    this.mails.promise(em, { template: 'password_changed', userId: actor.userId, origin });
  }

  private own(actor: Actor): Promise<{ user: User; orgName: string }> {
    return this.db.write(actor.orgId, async (em) => ({
      user: await em.findOneOrFail(User, actor.userId),
      orgName: actor.orgName,
    }));
  }
}
