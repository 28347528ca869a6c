import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Config } from '../../shared/config/config.js';
import { Keyring } from '../../shared/crypto/keyring.js';
import { Sealer } from '../../shared/crypto/sealer.js';
import type { Sealed } from '../../shared/crypto/secrets.js';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { TENANT_FILTER } from '../../shared/tenancy/tenant-filter.js';
import { Clock, MINUTE } from '../../shared/time/clock.js';
import { BackupCode } from './backup-code.entity.js';
import { backupCodeCandidates, type FactorCode, hashBackupCode, newBackupCodes } from './backup-codes.js';
import { matchTotp, newTotpSecret } from './totp.js';

export const ENROLMENT_LIFETIME = 10 * MINUTE;

/**
 * The second factors of people, inside the caller's transaction. Every code is spent by one statement that only one of any
 * number of simultaneous callers can win, so a code counts once. Knows nothing of throttles, mails and the log.
 */
@Injectable()
export class SecondFactors {
  private readonly backupKeys: Keyring;

  constructor(
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    config: Config,
  ) {
    this.backupKeys = new Keyring(config.encryptionKeys).derive('backup codes');
  }

  /** Starts an enrolment, in place of one that was not finished. Undefined when a factor is confirmed already. */
  async enrol(em: EntityManager, userId: UserId): Promise<string | undefined> {
    const secret = newTotpSecret();
    const rows = await em.execute<object[]>(
      `insert into totp_factors (user_id, org_id, secret, created_at) values (?, ?, ?, ?)
       on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at
       where totp_factors.confirmed_at is null returning user_id`,
      [userId, orgOf(em), this.sealer.seal(secret, userId), this.clock.now()],
    );
    return rows.length > 0 ? secret : undefined;
  }

  /** Finishes an enrolment. The code that does it is spent by it. */
  async confirm(em: EntityManager, userId: UserId, code: string): Promise<'ok' | 'wrong' | 'not_pending'> {
    const now = this.clock.now();
    const [factor] = await em.execute<{ secret: Sealed }[]>(
      'select secret from totp_factors where user_id = ? and confirmed_at is null and created_at > ? for update',
      [userId, this.clock.in(-ENROLMENT_LIFETIME)],
    );
    if (!factor) return 'not_pending';
    const step = matchTotp(this.sealer.open(factor.secret, userId), code, now);
    if (step === undefined) return 'wrong';
    await em.execute('update totp_factors set confirmed_at = ?, last_step = ? where user_id = ?', [now, step, userId]);
    await em.execute('update users set mfa_enabled = true, updated_at = ? where id = ?', [now, userId]);
    return 'ok';
  }

  /** A new set of ten backup codes; the old set is dead. The only time that they are readable. */
  async issueBackupCodes(em: EntityManager, userId: UserId): Promise<string[]> {
    const now = this.clock.now();
    const codes = newBackupCodes();
    await em.execute('delete from backup_codes where user_id = ?', [userId]);
    for (const code of codes) {
      const hash = hashBackupCode(this.backupKeys, userId, code);
      em.persist(em.create(BackupCode, { id: newId(), orgId: orgOf(em), userId, hash, createdAt: now }));
    }
    await em.flush();
    await em.execute('update users set backup_codes_left = ?, updated_at = ? where id = ?', [
      codes.length,
      now,
      userId,
    ]);
    return codes;
  }

  /** Spends a code of a confirmed factor: true once, false for a wrong one, and for any that was used before. */
  async spend(em: EntityManager, userId: UserId, { kind, code }: FactorCode): Promise<boolean> {
    return kind === 'totp' ? this.spendTotp(em, userId, code) : this.spendBackupCode(em, userId, code);
  }

  /** Takes the factor and its backup codes away. Sessions are the caller's business. */
  async clear(em: EntityManager, userId: UserId): Promise<void> {
    await em.execute('delete from totp_factors where user_id = ?', [userId]);
    await em.execute('delete from backup_codes where user_id = ?', [userId]);
    await em.execute('update users set mfa_enabled = false, backup_codes_left = 0, updated_at = ? where id = ?', [
      this.clock.now(),
      userId,
    ]);
  }

  /**
   * The same by somebody else's hand: every session, link and challenge of the person is dead too. Telling them and the
   * log is the caller's business.
   */
  async reset(em: EntityManager, userId: UserId): Promise<void> {
    await this.clear(em, userId);
    await em.execute('update users set access_epoch = access_epoch + 1 where id = ?', [userId]);
  }

  private async spendTotp(em: EntityManager, userId: UserId, code: string): Promise<boolean> {
    const [factor] = await em.execute<{ secret: Sealed }[]>(
      'select secret from totp_factors where user_id = ? and confirmed_at is not null',
      [userId],
    );
    const step = factor && matchTotp(this.sealer.open(factor.secret, userId), code, this.clock.now());
    if (step === undefined) return false;
    const won = await em.execute<object[]>(
      `update totp_factors set last_step = ?
       where user_id = ? and confirmed_at is not null and last_step < ? returning user_id`,
      [step, userId, step],
    );
    return won.length > 0;
  }

  private async spendBackupCode(em: EntityManager, userId: UserId, code: string): Promise<boolean> {
    const now = this.clock.now();
    const candidates = backupCodeCandidates(this.backupKeys, userId, code);
    const places = candidates.map(() => '?').join(', ');
    const won = await em.execute<object[]>(
      `update backup_codes set used_at = ? where user_id = ? and used_at is null and hash in (${places}) returning id`,
      [now, userId, ...candidates],
    );
    if (won.length === 0) return false;
    await em.execute('update users set backup_codes_left = backup_codes_left - 1, updated_at = ? where id = ?', [
      now,
      userId,
    ]);
    return true;
  }
}

function orgOf(em: EntityManager): OrgId {
  return em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER).orgId;
}
