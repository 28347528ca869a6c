import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { SessionId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';

@Injectable()
export class SessionEnd {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** Ends one of the caller's sessions, on every process before this returns. */
  async end(actor: Actor, id: SessionId): Promise<void> {
    await this.db.writeAccess(actor.orgId, async (em) => {
      await em.execute('update sessions set ended_at = ? where id = ? and user_id = ? and ended_at is null', [
        this.clock.now(),
        id,
        actor.userId,
      ]);
      this.audit.record(em, {
        action: 'session.ended',
        actor,
        origin: actor.origin,
        target: { type: 'session', id, name: actor.name },
      });
    });
  }
}
