import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { clientRenamed, ticketChanged, TicketSchedule } from '../../desk/index.js';
import { orgStatusChanged, orgTimeZoneChanged } from '../../orgs/index.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { JobHandler } from '../../shared/queue/job-handler.decorator.js';
import type { JobContext, JobResult } from '../../shared/queue/job.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { userRoleChanged, userStatusChanged } from '../../users/index.js';
import { ConnectionEnding } from '../connections/connection-ending.js';
import { SyncRequests } from './sync-requests.js';

/** What happens elsewhere and concerns calendars. Each handler only asks for sync, so running twice does no harm. */
@Injectable()
export class CalendarTriggers {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly schedule: TicketSchedule,
    private readonly requests: SyncRequests,
    private readonly ending: ConnectionEnding,
  ) {}

  @JobHandler(ticketChanged)
  async onTicket({ ticketId }: { ticketId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.askForTickets(orgId, [ticketId]);
    return 'done';
  }

  @JobHandler(clientRenamed)
  async onClient({ clientId }: { clientId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.askForTickets(orgId, await this.schedule.scheduledOf(orgId, clientId, this.clock.now()));
    return 'done';
  }

  /** Deactivated: the calendar is disconnected. Active again: there is no grant to go on with, the person connects anew. */
  @JobHandler(userStatusChanged)
  async onUserStatus({ userId }: { userId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.db.write(orgId, async (em) => {
      const [user] = await em.execute<{ status: string }[]>('select status from users where id = ?', [userId]);
      if (user?.status === 'deactivated') await this.ending.begin(em, userId as UserId, null, null);
    });
    return 'done';
  }

  @JobHandler(userRoleChanged)
  async onRole({ userId }: { userId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.sweepAll(orgId, 'user_id = ?', [userId]);
    return 'done';
  }

  @JobHandler(orgStatusChanged)
  async onOrgStatus(_: { orgId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.sweepAll(orgId);
    return 'done';
  }

  /** The time zone is part of every event. */
  @JobHandler(orgTimeZoneChanged)
  async onOrgTimeZone(_: { orgId: string }, { orgId }: JobContext): Promise<JobResult> {
    await this.sweepAll(orgId);
    return 'done';
  }

  private async askForTickets(orgId: OrgId, ticketIds: readonly string[]): Promise<void> {
    const tickets = await this.schedule.tickets(orgId, ticketIds);
    await this.db.write(orgId, async (em) => {
      const now = ticketIds.map((id) => ({ id, assigneeId: tickets.get(id)?.assigneeId ?? null }));
      // Whoever has it in the calendar, and whoever should.
      const asked = await em.execute<{ connectionId: string; ticketId: string }[]>(
        `select c.id as "connectionId", t.id as "ticketId" from jsonb_to_recordset(?::jsonb) as t(id uuid, "assigneeId" uuid)
         join calendar_connections c on c.phase in ('connected', 'disconnecting', 'reconnect_required')
           and (c.user_id = t."assigneeId" or exists (select from calendar_events e
             where e.connection_id = c.id and e.ticket_id = t.id and e.phase <> 'absent'))`,
        [JSON.stringify(now)],
      );
      await this.requests.tickets(em, asked);
    });
  }

  private async sweepAll(orgId: OrgId, where = 'true', values: unknown[] = []): Promise<void> {
    await this.db.write(orgId, async (em: EntityManager) => {
      const rows = await em.execute<{ id: string }[]>(
        `select id from calendar_connections where phase in ('connected', 'disconnecting') and ${where}`,
        values,
      );
      await this.requests.sweep(
        em,
        rows.map(({ id }) => id),
      );
    });
  }
}
