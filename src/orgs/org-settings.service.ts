import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { AuditRecorder } from '../audit/index.js';
import type { Actor } from '../shared/access/actor.js';
import { fail, invalid } from '../shared/errors/common.errors.js';
import { Outbox } from '../shared/events/outbox.js';
import type { OrgId } from '../shared/ids/ids.js';
import { fenced, TenantDb } from '../shared/tenancy/tenant-db.js';
import { Clock } from '../shared/time/clock.js';
import { Org } from './org.entity.js';
import { orgTimeZoneChanged } from './orgs.events.js';
import type { OrgSettings, UpdateOrgSettings } from './org-settings.dto.js';

const ONE = fenced(
  'org_settings',
  'select id, name, slug, plan, time_zone as "timeZone", currency from orgs where id = fence.org',
);
const FIELDS = ['name', 'timeZone', 'currency'] as const;

/** What an organization decides about itself; plan and status are the platform's. */
@Injectable()
export class OrgSettingsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: AuditRecorder,
  ) {}

  async get(orgId: OrgId): Promise<OrgSettings> {
    const [row] = await this.db.read<OrgSettings>(orgId, ONE);
    if (!row) throw fail('not_found');
    return row;
  }

  /** A new currency is for what comes: records keep theirs. `/me` of everybody shows the new settings at once. */
  async update(actor: Actor, input: UpdateOrgSettings): Promise<OrgSettings> {
    await this.db.writeAccess(actor.orgId, async (em) => {
      // Schedules are cut into days by the database too: a zone that only one of the two knows is none.
      if (input.timeZone) {
        await em.execute('select now() at time zone ?', [input.timeZone]).catch((error: { code?: string }) => {
          // invalid_parameter_value; anything else is no fault of the input.
          if (error.code !== '22023') throw error;
          throw invalid('timeZone', 'must be a time zone, such as Europe/Berlin');
        });
      }
      const org = await em.findOneOrFail(Org, { id: actor.orgId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const changed = FIELDS.filter((field) => input[field] !== undefined && input[field] !== org[field]);
      if (changed.length === 0) return;
      const details = Object.fromEntries(changed.map((field) => [field, { from: org[field], to: input[field] }]));
      for (const field of changed) org[field] = input[field] as string;
      org.updatedAt = this.clock.now();
      if (changed.includes('timeZone')) this.outbox.add(em, orgTimeZoneChanged, { orgId: actor.orgId });
      this.audit.record(em, {
        action: 'org.settings_changed',
        actor,
        origin: actor.origin,
        target: { type: 'org', id: org.id, name: org.name },
        details,
      });
    });
    return this.get(actor.orgId);
  }
}
