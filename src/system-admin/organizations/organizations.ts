import { Injectable } from '@nestjs/common';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type AuditAction, AuditRecorder } from '../../audit/index.js';
import { Org, orgStatusChanged, type Plan } from '../../orgs/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { Outbox } from '../../shared/events/outbox.js';
import { newId, type OrgId } from '../../shared/ids/ids.js';
import { Clock } from '../../shared/time/clock.js';
import { addressTaken, InvitesService } from '../../users/index.js';
import { systemFail } from '../system-admin.errors.js';
import { SystemDb } from '../system-db.js';
import type { CreateOrg } from './organizations.dto.js';

/** What the platform does to an organization as a whole. A change has reached every process when it returns. */
@Injectable()
export class Organizations {
  constructor(
    private readonly db: SystemDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: AuditRecorder,
    private readonly invites: InvitesService,
  ) {}

  /** 409 `slug_taken`, `email_conflict`. The first admin is invited by mail, by the platform and not by a person. */
  async create(actor: Actor, { name, slug, plan, adminName, adminEmail }: CreateOrg): Promise<OrgId> {
    const orgId = newId<OrgId>();
    await this.db
      .inOrg(orgId, async (em) => {
        const now = this.clock.now();
        const org = em.create(Org, { id: orgId, name, slug, plan: plan ?? 'free', createdAt: now, updatedAt: now });
        await em.persist(org).flush();
        this.record(em, actor, org, 'org.created', { plan: org.plan });
        await this.invites.inviteIn(em, null, { name: adminName, email: adminEmail, role: 'admin' });
      })
      .catch(slugTaken)
      .catch(addressTaken);
    return orgId;
  }

  /** 403 `own_organization`, 409 `org_deleting`. What is so already is no change. */
  async changePlan(actor: Actor, id: OrgId, plan: Plan): Promise<void> {
    await this.change(actor, id, (em, org) => {
      if (org.plan === plan) return;
      this.record(em, actor, org, 'org.plan_changed', { from: org.plan, to: plan });
      org.plan = plan;
    });
  }

  /** 403 `own_organization`, 409 `org_deleting`. Its people's next request is refused; its mail and calendar work waits. */
  async suspend(actor: Actor, id: OrgId, reason: string | null): Promise<void> {
    await this.change(actor, id, (em, org) => {
      if (org.status === 'suspended') return;
      org.status = 'suspended';
      org.suspendedReason = reason;
      this.record(em, actor, org, 'org.suspended', reason ? { reason } : {});
      this.outbox.add(em, orgStatusChanged, { orgId: id });
    });
  }

  /** 403 `own_organization`, 409 `org_deleting`. Sessions and links are what they were, and parked work goes on. */
  async reactivate(actor: Actor, id: OrgId): Promise<void> {
    await this.change(actor, id, async (em, org) => {
      if (org.status === 'active') return;
      org.status = 'active';
      org.suspendedReason = null;
      this.record(em, actor, org, 'org.reactivated');
      this.outbox.add(em, orgStatusChanged, { orgId: id });
      await em.execute('update outbox set parked = false where org_id = ? and parked and finished_at is null', [id]);
    });
  }

  private async change(
    actor: Actor,
    id: OrgId,
    change: (em: EntityManager, org: Org) => void | Promise<void>,
  ): Promise<void> {
    if (actor.orgId === id) throw systemFail('own_organization');
    await this.db.inOrg(id, async (em) => {
      // The row is locked, so that of two changes at once the second sees what the first did.
      await em.execute('select 1 from orgs where id = ? for no key update', [id]);
      const org = await em.findOne(Org, { id });
      if (!org) throw fail('not_found');
      if (org.status === 'deleting') throw systemFail('org_deleting');
      const before = `${org.plan} ${org.status}`;
      await change(em, org);
      if (`${org.plan} ${org.status}` !== before) org.updatedAt = this.clock.now();
    });
  }

  private record(
    em: EntityManager,
    actor: Actor,
    org: Org,
    action: AuditAction,
    details: Record<string, unknown> = {},
  ): void {
    const target = { type: 'org' as const, id: org.id, name: org.name };
    this.audit.record(em, { action, actor, origin: actor.origin, target, details });
  }
}

function slugTaken(error: unknown): never {
  if (error instanceof UniqueConstraintViolationException && error.message.includes('orgs_slug_key')) {
    throw systemFail('slug_taken');
  }
  throw error;
}
