import { Injectable } from '@nestjs/common';
import type { Plan } from '../../orgs/index.js';
import { SystemOrg } from '../../shared/access/system-org.js';
import { fail } from '../../shared/errors/common.errors.js';
import { emailKey } from '../../shared/http/fields.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import { isoTime } from '../../shared/tenancy/tenant-db.js';
import { SystemDb } from '../system-db.js';
import type { OrgsQuery, OrgStatus, SystemOrgView } from './organizations.dto.js';

interface Row {
  id: OrgId;
  name: string;
  slug: string;
  plan: Plan;
  status: OrgStatus;
  suspended_reason: string | null;
  created_at: string;
  last_activity_at: string | null;
  activity: string;
  users: number;
  tickets: number;
}

const ACTIVITY = 'coalesce(last_activity_at, created_at)';
const KEYSET = `(${ACTIVITY}, id) < (coalesce(timestamptz 'epoch' + $2::bigint * interval '1 microsecond', 'infinity'),
  coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))`;

/** The page first, then the counts of its rows only: one statement, whatever the number of organizations. */
function counted(orgs: string): string {
  return `select o.id, o.name, o.slug, o.plan, o.status, o.suspended_reason, o.created_at, o.last_activity_at,
      (extract(epoch from coalesce(o.last_activity_at, o.created_at)) * 1000000)::bigint as activity,
      (select count(*) from users u where u.org_id = o.id)::int as users,
      coalesce((select d.live from desk_counters d where d.org_id = o.id and d.kind = 'ticket'), 0) as tickets
    from (${orgs}) o order by coalesce(o.last_activity_at, o.created_at) desc, o.id desc`;
}

/** Every organization of the platform, read: the one that was used last comes first. */
@Injectable()
export class OrgDirectory {
  constructor(
    private readonly db: SystemDb,
    private readonly systemOrg: SystemOrg,
  ) {}

  async list(query: OrgsQuery): Promise<Page<SystemOrgView>> {
    const [activity, id] = decodeCursor<[number, string]>(query.cursor, [isMicroseconds, isId]) ?? [null, null];
    const text = counted(
      `select * from orgs where ${KEYSET} and ($4::text is null or status = $4) and ($5::text is null or plan = $5)
         and ($6::text is null or strpos(lower(name), $6) > 0 or strpos(slug, $6) > 0)
       order by ${ACTIVITY} desc, id desc limit $1`,
    );
    const search = query.search ? emailKey(query.search) : null;
    const rows = await this.db.query<Row>({ name: 'system_orgs_page', text }, [
      query.limit + 1,
      activity,
      id,
      query.status ?? null,
      query.plan ?? null,
      search,
    ]);
    return pageFrom(
      rows,
      query.limit,
      (row) => this.view(row),
      (row) => [Number(row.activity), row.id],
    );
  }

  async one(id: OrgId): Promise<SystemOrgView> {
    const text = counted('select * from orgs where id = $1');
    const [row] = await this.db.query<Row>({ name: 'system_org', text }, [id]);
    if (!row) throw fail('not_found');
    return this.view(row);
  }

  private view(row: Row): SystemOrgView {
    return {
      id: row.id,
      name: row.name,
      slug: row.slug,
      plan: row.plan,
      status: row.status,
      suspendedReason: row.suspended_reason,
      userCount: row.users,
      ticketCount: row.tickets,
      createdAt: isoTime(row.created_at),
      lastActivityAt: isoTime(row.last_activity_at),
      isPlatform: this.systemOrg.is(row.id),
    };
  }
}

function isMicroseconds(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
