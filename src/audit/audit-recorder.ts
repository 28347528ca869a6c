import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor, Origin } from '../shared/access/actor.js';
import { newId, type OrgId } from '../shared/ids/ids.js';
import { TENANT_FILTER } from '../shared/tenancy/tenant-filter.js';
import { Clock } from '../shared/time/clock.js';
import type { AuditAction } from './audit-actions.js';
import { AuditEntry } from './audit-entry.entity.js';

export interface AuditTarget {
  type:
    | 'user'
    | 'org'
    | 'session'
    | 'link'
    | 'calendar'
    | 'ticket'
    | 'comment'
    | 'client'
    | 'revenue'
    | 'expense'
    | 'quote';
  id: string;
  name: string;
}

export interface AuditEvent {
  action: AuditAction;
  /** Who did it; for somebody who only signs in, who they are (null when unknown). */
  actor: Actor | { userId: string; name: string } | null;
  origin: Origin | null;
  target?: AuditTarget;
  /** Never a secret, never a token, never an address that is not the organization's own. */
  details?: Record<string, unknown>;
}

/** Writes the log in the transaction of what it tells: both happened, or neither. */
@Injectable()
export class AuditRecorder {
  constructor(private readonly clock: Clock) {}

  record(em: EntityManager, { action, actor, origin, target, details }: AuditEvent): void {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    // A system admin appears in other organizations' logs under the platform's name.
    const foreign = actor !== null && 'orgId' in actor && actor.orgId !== orgId ? actor : undefined;
    em.persist(
      em.create(AuditEntry, {
        id: newId(),
        orgId,
        at: this.clock.now(),
        action,
        actorId: actor?.userId ?? null,
        actorName: foreign ? foreign.orgName : (actor?.name ?? null),
        targetType: target?.type ?? null,
        targetId: target?.id ?? null,
        targetName: target?.name ?? null,
        ip: foreign ? null : (origin?.ip ?? null),
        requestId: origin?.requestId ?? null,
        details: details ?? {},
      }),
    );
  }
}
