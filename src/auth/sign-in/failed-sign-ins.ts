import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';

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
  ) {}

  note(
    account: { userId: UserId; orgId: OrgId },
    origin: Origin,
    details: { method?: string; secondFactor?: string },
  ): void {
    const writing = this.write(account, origin, details)
      .catch((error: Error) => this.logger.error(`a failed sign-in is not in the log: ${error.message}`))
      .finally(() => this.writing.delete(writing));
    this.writing.add(writing);
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
