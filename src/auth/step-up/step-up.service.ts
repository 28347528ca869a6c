import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import { invalid } from '../../shared/errors/common.errors.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { OwnSecondFactor } from '../second-factor/own-second-factor.service.js';
import { OwnPassword } from '../sign-in/password/own-password.service.js';
import type { Confirmation } from './step-up.dto.js';
import { MailedCodes } from './mailed-codes.js';

/** Renews a session's standing by showing again that it is its owner who uses it. */
@Injectable()
export class StepUp {
  constructor(
    private readonly db: TenantDb,
    private readonly password: OwnPassword,
    private readonly secondFactor: OwnSecondFactor,
    private readonly mailed: MailedCodes,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** 403 `wrong_password` or `mfa_invalid`; nothing of the session changes then. */
  async confirm(actor: Actor, { password, code }: Confirmation, browser: TokenHash | undefined): Promise<void> {
    if ((password === undefined) === (code === undefined)) {
      throw invalid(password === undefined ? 'password' : 'code', 'give either the password or a code');
    }
    if (password !== undefined) await this.password.confirm(actor, password);
    if (code !== undefined) {
      await this.secondFactor.prove(actor, code, () => this.mailed.spend(actor, code, browser));
    }
    await this.db.writeAccess(actor.orgId, async (em) => {
      await em.execute('update sessions set authenticated_at = ? where id = ?', [this.clock.now(), actor.sessionId]);
      this.audit.record(em, {
        action: 'session.confirmed',
        actor,
        origin: actor.origin,
        target: { type: 'session', id: actor.sessionId, name: actor.name },
        details: { by: password === undefined ? 'code' : 'password' },
      });
    });
  }
}
