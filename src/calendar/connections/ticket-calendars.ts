import { Injectable } from '@nestjs/common';
import { TicketSchedule } from '../../desk/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { UserId } from '../../shared/ids/ids.js';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { CalendarProviders } from '../providers/calendar-providers.js';
import { desiredEvent } from '../sync/desired-event.js';
import type { ConnectionPhase } from './calendar-connection.entity.js';
import type { TicketCalendarView } from './calendars.dto.js';

interface Row {
  provider: CalendarProviderName;
  phase: ConnectionPhase;
  event_phase: 'absent' | 'writing' | 'present' | null;
  waits: boolean;
  error: string | null;
}

const OF_TICKET = fenced(
  'calendars_of_ticket',
  `select c.provider, c.phase, e.phase as event_phase, coalesce(e.asked > e.done, false) as waits, e.error
   from calendar_connections c left join calendar_events e on e.connection_id = c.id and e.ticket_id = $3
   where c.org_id = fence.org and c.user_id = $2 and c.phase in ('connected', 'reconnect_required')`,
);
const ASSIGNEE = fenced(
  'calendar_assignee',
  `select u.status, u.role, o.time_zone from users u join orgs o on o.id = u.org_id where u.org_id = fence.org and u.id = $2`,
);

/** Whether a ticket is in its assignee's calendars, and why not. */
@Injectable()
export class TicketCalendars {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly schedule: TicketSchedule,
    private readonly providers: CalendarProviders,
  ) {}

  async of(actor: Actor, ticketId: string): Promise<TicketCalendarView[]> {
    const ticket = (await this.schedule.tickets(actor.orgId, [ticketId])).get(ticketId);
    if (!ticket) throw fail('not_found');
    const none = (why: string) =>
      this.providers.configured().map((provider) => ({ provider, state: 'not_in_calendar' as const, why }));
    if (!ticket.assigneeId) return none('not_assigned');
    const userId: UserId = ticket.assigneeId;
    const [person] = await this.db.read<{ status: string; role: string; time_zone: string }>(actor.orgId, ASSIGNEE, [
      userId,
    ]);
    const rows = await this.db.read<Row>(actor.orgId, OF_TICKET, [userId, ticketId]);
    const assignable = person?.status === 'active' && person.role !== 'viewer';
    const calendar = { id: '', userId, phase: 'connected' as const, assignable, orgActive: true, ticketsUrl: '' };
    const desired = desiredEvent(ticket, { ...calendar, timeZone: person?.time_zone ?? 'UTC' }, this.clock.now());

    return this.providers.configured().map((provider): TicketCalendarView => {
      const row = rows.find((each) => each.provider === provider);
      if (row?.event_phase === 'present' && !row.waits && desired.want !== 'none') {
        return { provider, state: 'in_calendar', why: null };
      }
      if (desired.want !== 'event') {
        return { provider, state: 'not_in_calendar', why: desired.want === 'none' ? desired.why : 'over' };
      }
      if (!row) return { provider, state: 'not_in_calendar', why: 'not_connected' };
      if (row.phase === 'reconnect_required') return { provider, state: 'failed', why: 'reconnect_required' };
      if (row.error) return { provider, state: 'failed', why: row.error };
      return { provider, state: 'pending', why: null };
    });
  }
}
