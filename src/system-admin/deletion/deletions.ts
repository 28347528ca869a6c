import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { isoTime } from '../../shared/tenancy/tenant-db.js';
import { systemFail } from '../system-admin.errors.js';
import { SystemDb } from '../system-db.js';
import { DeletionLedger, type LedgerStep, type PlannedStep } from './deletion-ledger.js';
import { LAST_STEP, TABLE } from './deletion-runner.js';
import { OutsideSteps } from './deletion-steps.js';
import type { DeletionStepView, DeletionView } from './deletions.dto.js';
import { tenantTables } from './tenant-tables.js';

interface OrgRow {
  id: OrgId;
  name: string;
  slug: string;
  status: 'active' | 'suspended' | 'deleting';
}

/** The end of an organization: asked for here, worked off by `DeletionRunner`. */
@Injectable()
export class Deletions {
  constructor(
    private readonly db: SystemDb,
    private readonly ledger: DeletionLedger,
    private readonly outside: OutsideSteps,
    private readonly audit: AuditRecorder,
  ) {}

  /** What would go, how far it is gone, or what went. 404 only for an organization that never was. */
  async show(orgId: OrgId): Promise<DeletionView> {
    const known = await this.ledger.ofOrg(orgId);
    if (known) {
      const { deletion, steps } = known;
      return {
        orgId,
        orgName: deletion.name,
        state: deletion.finished_at ? 'done' : 'running',
        requestedBy: { id: deletion.requested_by, name: deletion.requested_name },
        requestedAt: isoTime(deletion.requested_at),
        finishedAt: isoTime(deletion.finished_at),
        steps: steps.map(stepView),
      };
    }
    const org = await this.find(orgId);
    const steps = await this.plan(orgId);
    return {
      orgId,
      orgName: org.name,
      state: 'preview',
      requestedBy: null,
      requestedAt: null,
      finishedAt: null,
      steps: steps.map(({ name, expected }) => ({
        name: shown(name),
        expected,
        done: 0,
        state: 'waiting',
        error: null,
      })),
    };
  }

  /**
   * From here on there is no way back. 403 `own_organization`, 422 `slug_mismatch`, 409 `org_deleting` for the second who
   * asks. Its people's next request is refused when this returns.
   */
  async begin(actor: Actor, orgId: OrgId, confirmSlug: string): Promise<DeletionView> {
    if (actor.orgId === orgId) throw systemFail('own_organization');
    refuseDeletion(await this.find(orgId), confirmSlug);
    // Before the lock: it counts every row and asks the storage, and nobody should wait for that.
    const steps = await this.plan(orgId);
    await this.db.inOrg(actor.orgId, async (em) => {
      const [org] = await em.execute<OrgRow[]>('select id, name, slug, status from orgs where id = ? for update', [
        orgId,
      ]);
      if (!org) throw fail('not_found');
      refuseDeletion(org, confirmSlug);
      await em.execute(`update orgs set status = 'deleting' where id = ?`, [orgId]);
      await this.ledger.open(em, actor, org, steps);
      this.audit.record(em, {
        action: 'org.deletion_requested',
        actor,
        origin: actor.origin,
        target: { type: 'org', id: orgId, name: org.name },
      });
    });
    return this.show(orgId);
  }

  private async find(orgId: OrgId): Promise<OrgRow> {
    const [org] = await this.db.query<OrgRow>(
      { name: 'org_to_delete', text: 'select id, name, slug, status from orgs where id = $1' },
      [orgId],
    );
    if (!org) throw fail('not_found');
    return org;
  }

  private async plan(orgId: OrgId): Promise<PlannedStep[]> {
    const tables = await tenantTables(this.db);
    const counts = await this.db.query<{ name: string; rows: number }>(
      {
        name: `deletion_plan ${tables.length}`,
        text: tables
          .map((table) => `select '${TABLE}${table}' as name, count(*)::float8 as rows from ${table} where org_id = $1`)
          .join(' union all '),
      },
      [orgId],
    );
    const rows = new Map(counts.map(({ name, rows: count }) => [name, count]));
    const outside = await Promise.all(
      this.outside.all.map(async (step) => ({ name: step.name, expected: await step.count(orgId) })),
    );
    return [
      ...outside,
      ...tables.map((table) => ({ name: TABLE + table, expected: rows.get(TABLE + table) ?? 0 })),
      { name: LAST_STEP, expected: 1 },
    ];
  }
}

function refuseDeletion({ slug, status }: OrgRow, confirmSlug: string): void {
  if (slug !== confirmSlug) {
    throw systemFail('slug_mismatch', {
      errors: [{ path: 'confirmSlug', message: 'is not the slug of this organization' }],
    });
  }
  if (status === 'deleting') throw systemFail('org_deleting');
}

function shown(name: string): string {
  return name.replace(TABLE, '');
}

function stepView(step: LedgerStep): DeletionStepView {
  return {
    name: shown(step.name),
    expected: step.expected,
    done: step.done,
    state: step.finished_at ? 'done' : step.started_at ? 'running' : 'waiting',
    error: step.error,
  };
}
