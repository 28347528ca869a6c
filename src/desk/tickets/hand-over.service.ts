import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { invalid } from '../../shared/errors/common.errors.js';
import { Outbox } from '../../shared/events/outbox.js';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { HoldingsService } from '../../users/index.js';
import { ticketChanged } from '../desk.events.js';
import { requireAssignable } from '../references.js';
import { ENDS } from './ticket-list.js';
import type { HandOver, HandOverResult } from './tickets.dto.js';

const OPEN = `('open', 'in_progress', 'waiting')`;
const HELD = fenced(
  'tickets_held',
  `select count(*)::integer as "openTickets",
     (count(*) filter (where ${ENDS} > $3))::integer as "scheduledVisits"
   from tickets t where t.org_id = fence.org and t.assignee_id = $2 and t.status in ${OPEN}`,
);

/** What somebody who leaves holds, and giving it to a colleague. */
@Injectable()
export class TicketHandOver implements OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: AuditRecorder,
    private readonly holdings: HoldingsService,
  ) {}

  onModuleInit(): void {
    this.holdings.tell(async ({ orgId, userId }) => {
      const [row] = await this.db.read<{ openTickets: number; scheduledVisits: number }>(orgId, HELD, [
        userId,
        this.clock.now(),
      ]);
      return { ...row };
    });
  }

  /**
   * Gives all open tickets of one person to another, who must be assignable, or to nobody. The person they are taken
   * from may be deactivated already; resolved and closed tickets keep their name.
   */
  async handOver(actor: Actor, { fromUserId, toUserId }: HandOver): Promise<HandOverResult> {
    if (fromUserId === toUserId) throw invalid('toUserId', 'has these tickets already');
    return this.db.write(actor.orgId, async (em) => {
      const [from] = await em.execute<{ name: string }[]>('select name from users where id = ?', [fromUserId]);
      if (!from) throw invalid('fromUserId', 'nobody has this id');
      await requireAssignable(em, 'toUserId', toUserId);
      const moved = await em.execute<{ id: string; scheduled: boolean }[]>(
        `update tickets set assignee_id = ?, version = version + 1, updated_at = ?,
           changed_in = changed_in || jsonb_build_object('assigneeId', version + 1)
         where assignee_id = ? and status in ${OPEN}
         returning id, scheduled_start is not null as scheduled`,
        [toUserId, this.clock.now(), fromUserId],
      );
      // Only what is on the schedule can be in a calendar.
      for (const { id, scheduled } of moved) if (scheduled) this.outbox.add(em, ticketChanged, { ticketId: id });
      if (moved.length > 0) {
        this.audit.record(em, {
          action: 'ticket.handed_over',
          actor,
          origin: actor.origin,
          target: { type: 'user', id: fromUserId, name: from.name },
          details: { tickets: moved.length, toUserId },
        });
      }
      return { handedOver: moved.length };
    });
  }
}
