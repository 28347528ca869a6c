import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type OrgId } from '../ids/ids.js';
import type { Job } from '../queue/job.js';
import { TENANT_FILTER } from '../tenancy/tenant-filter.js';
import { Clock } from '../time/clock.js';
import { OutboxEntry } from './outbox-entry.entity.js';

/** The only way a side effect leaves a transaction: the change and the intent commit together, or neither does. */
@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  /** Call inside `TenantDb.write`. The payload is ids only: it is stored and goes through Redis. */
  add<Payload extends object>(em: EntityManager, job: Job<Payload>, payload: NoInfer<Payload>): void {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    em.persist(
      em.create(OutboxEntry, {
        id: newId(),
        orgId,
        job: job.name,
        payload: job.parse(payload) as Record<string, unknown>,
        createdAt: this.clock.now(),
      }),
    );
  }
}
