import { Injectable } from '@nestjs/common';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { ConnectionEnding } from './connection-ending.js';

/**
 * The calendar steps of an organization's deletion. Each may be repeated, and taken up again after a crash: `begin`, then
 * `remaining` until it is 0 or the deletion waits no longer. The rows go with all others of the organization.
 */
@Injectable()
export class CalendarRemoval {
  constructor(
    private readonly db: TenantDb,
    private readonly ending: ConnectionEnding,
  ) {}

  /** Our events are taken out of all calendars and the grants revoked, by the calendar queue. */
  async begin(orgId: OrgId): Promise<void> {
    await this.db.write(orgId, async (em) => {
      const rows = await em.execute<{ user_id: UserId }[]>(
        `select user_id from calendar_connections where phase in ('connected', 'reconnect_required')
         order by id for no key update`,
      );
      for (const userId of new Set(rows.map((row) => row.user_id))) await this.ending.begin(em, userId, null, null);
    });
  }

  /** How many grants are still to be revoked. */
  async remaining(orgId: OrgId): Promise<number> {
    return this.db.write(orgId, async (em) => {
      const [row] = await em.execute<{ count: string }[]>(
        `select count(*) from calendar_connections where phase not in ('disconnected')`,
      );
      return Number(row?.count ?? 0);
    });
  }
}
