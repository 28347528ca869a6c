import { Injectable } from '@nestjs/common';
import { auditEntryView, type AuditRow } from '../../audit/index.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import type { Statement } from '../../shared/tenancy/tenant-db.js';
import { SystemDb } from '../system-db.js';
import type { SystemAuditEntryView, SystemAuditQuery } from './system-audit.dto.js';

interface Row extends AuditRow {
  org_id: OrgId;
  org_name: string | null;
}

const BATCH = 1_000;

export type AuditFilters = Pick<SystemAuditQuery, 'orgId' | 'action' | 'actorId' | 'targetId'>;

/** The logs of every organization as one, the newest first. */
@Injectable()
export class SystemAuditLog {
  constructor(private readonly db: SystemDb) {}

  async list(query: SystemAuditQuery): Promise<Page<SystemAuditEntryView>> {
    const [after] = decodeCursor<[string]>(query.cursor, [isId]) ?? [undefined];
    const { statement, values } = auditStatement(query, after, query.limit + 1);
    return pageFrom(await this.db.query<Row>(statement, values), query.limit, view, (row) => [row.id]);
  }

  /** All of them, batch after batch as they are taken: a log of any length needs the memory of one batch. */
  async *every(filters: AuditFilters): AsyncGenerator<SystemAuditEntryView[]> {
    let after: string | undefined;
    for (;;) {
      const { statement, values } = auditStatement(filters, after, BATCH);
      const rows = await this.db.query<Row>(statement, values);
      if (rows.length > 0) yield rows.map(view);
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id;
    }
  }
}

/** Each set of filters is a statement of its own, so that each uses its index. */
function auditStatement(filters: AuditFilters, after: string | undefined, limit: number) {
  const values: unknown[] = [limit];
  const conditions: string[] = [];
  const names: string[] = [];
  const where = (name: string, value: string | undefined, condition: (place: string) => string) => {
    if (value === undefined) return;
    names.push(name);
    conditions.push(condition(`$${values.push(value)}`));
  };
  const group = filters.action?.endsWith('.') ?? false;
  where('after', after, (place) => `id < ${place}::uuid`);
  where('org', filters.orgId, (place) => `org_id = ${place}::uuid`);
  where(group ? 'group' : 'action', filters.action, (place) =>
    group ? `starts_with(action, ${place})` : `action = ${place}`,
  );
  where('actor', filters.actorId, (place) => `actor_id = ${place}::uuid`);
  where('target', filters.targetId, (place) => `target_id = ${place}::uuid`);
  // In a foreign log a system admin stands as the platform; here the platform's own people see who of them it was.
  const text = `select l.id, l.org_id, o.name as org_name, l.at, l.action, l.actor_id,
      case when a.org_id <> l.org_id then a.name else l.actor_name end as actor_name,
      l.target_type, l.target_id, l.target_name, l.ip, l.request_id, l.details
    from (select * from audit_log ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
          order by id desc limit $1) l
      left join orgs o on o.id = l.org_id left join users a on a.id = l.actor_id
    order by l.id desc`;
  const statement: Statement = { name: `system_audit ${names.join(' ')}`, text };
  return { statement, values };
}

function view(row: Row): SystemAuditEntryView {
  return { ...auditEntryView(row), org: { id: row.org_id, name: row.org_name } };
}
