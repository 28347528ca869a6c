import { Injectable } from '@nestjs/common';
import type { OrgId } from '../shared/ids/ids.js';
import { isId } from '../shared/ids/ids.js';
import { decodeCursor, pageFrom, type Page } from '../shared/http/page.js';
import { fenced, isoTime, TenantDb } from '../shared/tenancy/tenant-db.js';
import type { AuditEntryView, AuditQuery } from './audit.dto.js';

export interface AuditRow {
  id: string;
  at: string;
  action: string;
  actor_id: string | null;
  actor_name: string | null;
  target_type: string | null;
  target_id: string | null;
  target_name: string | null;
  ip: string | null;
  request_id: string | null;
  details: Record<string, unknown>;
}

const COLUMNS = 'id, at, action, actor_id, actor_name, target_type, target_id, target_name, ip, request_id, details';

/** The newest first. Each filter has a statement of its own, so that each uses its index. */
const statements = new Map(
  ['', 'action', 'actor', 'target', 'action actor', 'action target', 'actor target', 'action actor target'].map(
    (filters) => [
      filters,
      fenced(
        `audit_page ${filters}`,
        `select ${COLUMNS} from audit_log where org_id = fence.org
         and id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
         and ${filters.includes('action') ? `(action = $4 or (right($4, 1) = '.' and starts_with(action, $4)))` : '$4::text is null'}
         and ${filters.includes('actor') ? 'actor_id = $5' : '$5::uuid is null'}
         and ${filters.includes('target') ? 'target_id = $6' : '$6::uuid is null'}
       order by id desc limit $3`,
      ),
    ],
  ),
);

@Injectable()
export class AuditLog {
  constructor(private readonly db: TenantDb) {}

  async list(orgId: OrgId, query: AuditQuery): Promise<Page<AuditEntryView>> {
    const [after] = decodeCursor<[string]>(query.cursor, [isId]) ?? [null];
    const filters = [query.action && 'action', query.actorId && 'actor', query.targetId && 'target']
      .filter(Boolean)
      .join(' ');
    const statement = statements.get(filters);
    if (!statement) throw new Error(`no statement for ${filters}`);
    const rows = await this.db.read<AuditRow>(orgId, statement, [
      after,
      query.limit + 1,
      query.action ?? null,
      query.actorId ?? null,
      query.targetId ?? null,
    ]);
    return pageFrom(rows, query.limit, auditEntryView, (row) => [row.id]);
  }
}

export function auditEntryView(row: AuditRow): AuditEntryView {
  return {
    id: row.id,
    at: isoTime(row.at),
    action: row.action,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor_name } : null,
    target:
      row.target_type && row.target_id ? { type: row.target_type, id: row.target_id, name: row.target_name } : null,
    ip: row.ip,
    requestId: row.request_id,
    details: row.details,
  };
}
