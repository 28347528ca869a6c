import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import { SecondFactors } from '../../auth/index.js';
import { MailPromises } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { UserId } from '../../shared/ids/ids.js';
import { User, type Member } from '../../users/index.js';
import { systemFail } from '../system-admin.errors.js';
import { SystemDb } from '../system-db.js';

/** For somebody who has lost their authenticator. Only the platform can, so that no admin weakens their own people. */
@Injectable()
export class FactorReset {
  constructor(
    private readonly db: SystemDb,
    private readonly factors: SecondFactors,
    private readonly mails: MailPromises,
    private readonly audit: AuditRecorder,
  ) {}

  /**
   * 409 `mfa_not_enabled`. Secret and backup codes are gone, and with them every session, link and half-finished sign-in;
   * the person and the admins of their organization are told by mail.
   */
  async reset(actor: Actor, { orgId, userId }: Member, reason: string): Promise<void> {
    await this.db.inOrg(orgId, async (em) => {
      await em.execute('select 1 from users where id = ? for no key update', [userId]);
      const user = await em.findOne(User, { id: userId });
      if (!user) throw fail('not_found');
      if (!user.mfaEnabled) throw systemFail('mfa_not_enabled');
      await this.factors.reset(em, userId);
      this.mails.promise(em, { template: 'mfa_reset', userId });
      const admins = await em.execute<{ id: UserId }[]>(
        `select id from users where role = 'admin' and status = 'active' and org_id = ? and id <> ?`,
        [orgId, userId],
      );
      for (const { id } of admins) {
        this.mails.promise(em, { template: 'mfa_reset_admins', userId: id, aboutUserId: userId });
      }
      this.audit.record(em, {
        action: 'user.mfa_reset',
        actor,
        origin: actor.origin,
        target: { type: 'user', id: userId, name: user.name },
        details: { reason },
      });
    });
  }
}
