import { Injectable } from '@nestjs/common';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { TicketSchedule, type ScheduledTicket } from '../ticket-schedule.js';

interface Row extends Omit<ScheduledTicket, 'scheduledStart' | 'scheduledEnd'> {
  scheduledStart: string | null;
  scheduledEnd: string | null;
}

const TICKETS = fenced(
  'scheduled_tickets',
  `select t.id, t.number, t.subject, t.description, t.status, c.name as "clientName", t.assignee_id as "assigneeId",
     t.scheduled_start as "scheduledStart", t.scheduled_end as "scheduledEnd", t.all_day as "allDay"
   from tickets t left join clients c on c.org_id = t.org_id and c.id = t.client_id
   where t.org_id = fence.org and t.id = any($2::uuid[])`,
);

/** One column that is equal, and a bound on the end that is up to a day late: see `TicketSchedule`. */
const scheduled = (name: string, column: string) =>
  fenced(
    name,
    `select id from tickets where org_id = fence.org and ${column} = $2 and scheduled_start is not null
       and coalesce(scheduled_end, scheduled_start)
         + case when all_day or scheduled_end is null then interval '1 day' else interval '0' end > $3
     order by scheduled_start, id`,
  );
const FOR_PERSON = scheduled('scheduled_for', 'assignee_id');
const OF_CLIENT = scheduled('scheduled_of', 'client_id');

@Injectable()
export class TicketScheduleReader extends TicketSchedule {
  constructor(private readonly db: TenantDb) {
    super();
  }

  async tickets(orgId: OrgId, ids: readonly string[]): Promise<Map<string, ScheduledTicket>> {
    const rows = await this.db.read<Row>(orgId, TICKETS, [ids]);
    return new Map(
      rows.map((row) => [
        row.id,
        { ...row, scheduledStart: instant(row.scheduledStart), scheduledEnd: instant(row.scheduledEnd) },
      ]),
    );
  }

  async scheduledFor(orgId: OrgId, userId: UserId, after: Date): Promise<string[]> {
    return (await this.db.read<{ id: string }>(orgId, FOR_PERSON, [userId, after])).map(({ id }) => id);
  }

  async scheduledOf(orgId: OrgId, clientId: string, after: Date): Promise<string[]> {
    return (await this.db.read<{ id: string }>(orgId, OF_CLIENT, [clientId, after])).map(({ id }) => id);
  }
}

function instant(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
