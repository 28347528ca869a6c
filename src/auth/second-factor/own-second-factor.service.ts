import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import { MailPromises } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Throttle } from '../throttle/throttle.js';
import { readFactorCode } from './backup-codes.js';
import { qrSvg } from './qr-code.js';
import { failOwnSecondFactor } from './second-factor.errors.js';
import { SecondFactors } from './second-factors.js';
import { totpUrl } from './totp.js';

/** A person's own second factor: enrol, confirm, new backup codes, off. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly db: TenantDb,
    private readonly factors: SecondFactors,
    private readonly throttle: Throttle,
    private readonly audit: AuditRecorder,
    private readonly mails: MailPromises,
  ) {}

  async enrol(actor: Actor): Promise<{ secret: string; otpauthUrl: string; qrSvg: string }> {
    const { secret, email } = await this.db.write(actor.orgId, async (em) => ({
      secret: await this.factors.enrol(em, actor.userId),
      email: await emailOf(em, actor),
    }));
    if (secret === undefined) throw failOwnSecondFactor('mfa_already_enabled');
    const otpauthUrl = totpUrl(secret, email);
    return { secret, otpauthUrl, qrSvg: await qrSvg(otpauthUrl) };
  }

  async confirm(actor: Actor, input: string): Promise<{ backupCodes: string[] }> {
    const attempt = await this.throttle.attempt(['own_code', actor.userId]);
    const read = readFactorCode(input);
    const backupCodes = await this.db.writeAccess(actor.orgId, async (em) => {
      if (await isEnabled(em, actor)) throw failOwnSecondFactor('mfa_already_enabled');
      const outcome = await this.factors.confirm(em, actor.userId, read?.kind === 'totp' ? read.code : '');
      if (outcome === 'not_pending') throw failOwnSecondFactor('mfa_not_pending');
      if (outcome === 'wrong') throw failOwnSecondFactor('mfa_invalid');
      this.tell(em, actor, 'enabled');
      return this.factors.issueBackupCodes(em, actor.userId);
    });
    await attempt.right();
    return { backupCodes };
  }

  async renewBackupCodes(actor: Actor, input: string): Promise<{ backupCodes: string[] }> {
    return this.withCode(actor, input, async (em) => {
      this.audit.record(em, { action: 'user.backup_codes_renewed', actor, origin: actor.origin, target: self(actor) });
      return { backupCodes: await this.factors.issueBackupCodes(em, actor.userId) };
    });
  }

  async disable(actor: Actor, input: string): Promise<void> {
    await this.withCode(actor, input, async (em) => {
      await this.factors.clear(em, actor.userId);
      this.tell(em, actor, 'disabled');
    });
  }

  /**
   * 403 `mfa_invalid` unless the code is the authenticator's, or `mailed` takes it: what is not six digits may be the code
   * of a mail. Both count as tries of one pool.
   */
  async prove(actor: Actor, input: string, mailed: () => Promise<boolean>): Promise<void> {
    const attempt = await this.throttle.attempt(['own_code', actor.userId]);
    const code = readFactorCode(input);
    const right =
      code?.kind === 'totp'
        ? await this.db.write(actor.orgId, (em) => this.factors.spend(em, actor.userId, code))
        : await mailed();
    if (!right) throw failOwnSecondFactor('mfa_invalid');
    await attempt.right();
  }

  /** Runs `work` in the transaction that spends the code: when it fails, the code is not spent. */
  private async withCode<T>(actor: Actor, input: string, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const attempt = await this.throttle.attempt(['own_code', actor.userId]);
    const code = readFactorCode(input);
    const result = await this.db.writeAccess(actor.orgId, async (em) => {
      if (!(await isEnabled(em, actor))) throw failOwnSecondFactor('mfa_not_enabled');
      if (!code || !(await this.factors.spend(em, actor.userId, code))) throw failOwnSecondFactor('mfa_invalid');
      return work(em);
    });
    await attempt.right();
    return result;
  }

  private tell(em: EntityManager, actor: Actor, change: 'enabled' | 'disabled'): void {
    const { origin } = actor;
    this.audit.record(em, { action: `user.mfa_${change}`, actor, origin, target: self(actor) });
    const template = change === 'enabled' ? 'mfa_enabled' : 'mfa_disabled';
    this.mails.promise(em, { template, userId: actor.userId, origin });
  }
}

function self(actor: Actor) {
  return { type: 'user' as const, id: actor.userId, name: actor.name };
}

async function emailOf(em: EntityManager, { userId }: Actor): Promise<string> {
  const [row] = await em.execute<{ email: string }[]>('select email from users where id = ?', [userId]);
  return row?.email ?? '';
}

/** Locks the person's row: two changes of one factor come one after the other. */
async function isEnabled(em: EntityManager, { userId }: Actor): Promise<boolean> {
  const [row] = await em.execute<{ mfa_enabled: boolean }[]>('select mfa_enabled from users where id = ? for update', [
    userId,
  ]);
  return row?.mfa_enabled === true;
}
