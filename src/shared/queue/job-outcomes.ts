import { Injectable } from '@nestjs/common';
import type { OrgId } from '../ids/ids.js';
import { TenantDb } from '../tenancy/tenant-db.js';
import { Clock } from '../time/clock.js';

/** Writes back to the outbox what became of a job. */
@Injectable()
export class JobOutcomes {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  async finish(orgId: OrgId, id: string, outcome: 'done' | 'abandoned', error?: string): Promise<void> {
    await this.db.write(orgId, (em) =>
      em.execute('update outbox set finished_at = ?, outcome = ?, error = ? where id = ?', [
        this.clock.now(),
        outcome,
        error?.slice(0, 500) ?? null,
        id,
      ]),
    );
  }

  /** A try failed and another one follows; the reason stands there until it is done. */
  async failed(orgId: OrgId, id: string, error: string): Promise<void> {
    await this.db.write(orgId, (em) =>
      em.execute('update outbox set error = ? where id = ?', [error.slice(0, 500), id]),
    );
  }

  /** Out of the queue until the organization is active again: `Outbox` hands it over anew when it is unparked. */
  async park(orgId: OrgId, id: string): Promise<void> {
    await this.db.write(orgId, (em) =>
      em.execute('update outbox set parked = true, dispatched_at = null, leased_until = null where id = ?', [id]),
    );
  }
}
