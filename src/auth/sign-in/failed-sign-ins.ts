import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import { Problem } from '../../shared/errors/problem.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { Metrics } from '../../shared/metrics/metrics.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';

/** What is told of it: the first factor's method or the second factor's kind, and the code of a refusal that says more. */
export interface FailedSignIn {
  method?: SignInMethod;
  secondFactor?: 'totp' | 'backup_code';
  reason?: string;
}

/**
 * Logs failed sign-ins of people who exist, after the answer has left: an answer that waited for it would tell by its time
 * that there is such an account. An end of the program waits for what is under way; a crash may lose an entry.
 */
@Injectable()
export class FailedSignIns implements BeforeApplicationShutdown {
  private readonly logger = new Logger(FailedSignIns.name);
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly db: TenantDb,
    private readonly audit: AuditRecorder,
    private readonly metrics: Metrics,
  ) {}

  note(account: { userId: UserId; orgId: OrgId }, origin: Origin, details: FailedSignIn): void {
    this.metrics.signIns.inc({ method: details.method ?? 'second_factor', outcome: 'failed' });
    const writing = this.write(account, origin, details)
      .catch((error: Error) => this.logger.error(`a failed sign-in is not in the log: ${error.message}`))
      .finally(() => this.writing.delete(writing));
    this.writing.add(writing);
  }

  /** Runs a sign-in of somebody who is known; when it is refused, the log says so and why. */
  async watch<T>(
    account: { userId: UserId; orgId: OrgId },
    origin: Origin,
    details: FailedSignIn,
    work: Promise<T>,
  ): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.refused(account, origin, details, error);
      throw error;
    }
  }

  /** For a `catch`: a refusal is told, a fault of ours is not a failed sign-in. */
  refused(account: { userId: UserId; orgId: OrgId }, origin: Origin, details: FailedSignIn, error: unknown): void {
    if (error instanceof Problem && error.spec.status < 500) {
      this.note(account, origin, { ...details, reason: error.code });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.writing);
  }

  private async write(
    { userId, orgId }: { userId: UserId; orgId: OrgId },
    origin: Origin,
    details: object,
  ): Promise<void> {
    await this.db.write(orgId, async (em) => {
      const [user] = await em.execute<{ name: string }[]>('select name from users where id = ?', [userId]);
      if (!user) return;
      this.audit.record(em, {
        action: 'sign_in.failed',
        actor: null,
        origin,
        target: { type: 'user', id: userId, name: user.name },
        details: { ...details },
      });
    });
  }
}
