import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { Outbox } from '../../shared/events/outbox.js';
import { newId, type UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { ticketChanged } from '../desk.events.js';
import { nextNumber, oneLess } from '../numbers.js';
import { orgDefaults, requireAssignable, requireReference } from '../references.js';
import { searchKey } from '../search-key.js';
import { applyPatch, lockedOne, refuseStale, withCurrent } from '../versioned.js';
import { planSchedule, touchesSchedule, type Schedule, type SchedulePatch } from './plan-schedule.js';
import { Ticket } from './ticket.entity.js';
import { TicketList } from './ticket-list.js';
import type { CreateTicket, TicketView, UpdateTicket } from './tickets.dto.js';

const UNSCHEDULED: Schedule = { scheduledStart: null, scheduledEnd: null, allDay: false };
/** What others follow: see `ticketChanged`. */
const FOLLOWED: ReadonlySet<keyof Ticket> = new Set([
  'subject',
  'description',
  'status',
  'clientId',
  'assigneeId',
  'scheduledStart',
  'scheduledEnd',
  'allDay',
]);

@Injectable()
export class TicketsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: AuditRecorder,
    private readonly list: TicketList,
  ) {}

  async create(actor: Actor, input: CreateTicket): Promise<TicketView> {
    const id = newId();
    const { orgId } = actor;
    await this.db.write(orgId, async (em) => {
      const now = this.clock.now();
      const { subject, description = null, status = 'open', priority = 'normal', clientId = null } = input;
      const assigneeId = (input.assigneeId ?? null) as UserId | null;
      const schedule = await scheduleOf(em, UNSCHEDULED, input);
      await requireReference(em, 'clients', 'clientId', clientId);
      await requireAssignable(em, 'assigneeId', assigneeId);
      em.persist(
        em.create(Ticket, {
          ...{ id, orgId, subject, description, status, priority, clientId, assigneeId, ...schedule },
          number: await nextNumber(em, orgId, 'ticket'),
          subjectKey: searchKey(subject),
          createdBy: actor.userId,
          changedIn: {},
          createdAt: now,
          updatedAt: now,
        }),
      );
      this.outbox.add(em, ticketChanged, { ticketId: id });
    });
    return this.list.one(orgId, id);
  }

  async update(actor: Actor, id: string, { version, ...input }: UpdateTicket): Promise<TicketView> {
    const edit = this.db.write(actor.orgId, async (em) => {
      const ticket = await lockedOne(em, Ticket, { id });
      refuseStale(ticket, version);
      const { scheduledStart: _start, scheduledEnd: _end, allDay: _allDay, ...rest } = input;
      const patch = {
        ...rest,
        ...(await scheduleOf(em, scheduleIn(ticket), input)),
      } as Partial<Ticket>;
      if (patch.clientId !== ticket.clientId) await requireReference(em, 'clients', 'clientId', patch.clientId);
      // Whoever has it keeps it, deactivated or not; only another one must be on the list.
      if (patch.assigneeId !== ticket.assigneeId) await requireAssignable(em, 'assigneeId', patch.assigneeId);
      const changed = applyPatch(ticket, patch, this.clock.now());
      if (changed.includes('subject')) ticket.subjectKey = searchKey(ticket.subject);
      if (changed.some((field) => FOLLOWED.has(field))) this.outbox.add(em, ticketChanged, { ticketId: id });
    });
    return withCurrent(edit, () => this.list.one(actor.orgId, id));
  }

  /** Its comments go with it; revenue and expenses stay and name no ticket any more. */
  async delete(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const ticket = await lockedOne(em, Ticket, { id });
      em.remove(ticket);
      await em.flush();
      await oneLess(em, actor.orgId, 'ticket');
      this.outbox.add(em, ticketChanged, { ticketId: id });
      this.audit.record(em, {
        action: 'ticket.deleted',
        actor,
        origin: actor.origin,
        target: { type: 'ticket', id, name: `#${ticket.number} ${ticket.subject}` },
      });
    });
  }
}

function scheduleIn({ scheduledStart, scheduledEnd, allDay }: Ticket): Schedule {
  return { scheduledStart: scheduledStart ?? null, scheduledEnd: scheduledEnd ?? null, allDay };
}

async function scheduleOf(em: EntityManager, before: Schedule, patch: SchedulePatch): Promise<Schedule> {
  if (!touchesSchedule(patch)) return before;
  const plan = planSchedule(before, patch, (await orgDefaults(em)).timeZone);
  if ('path' in plan) throw fail('validation_failed', { errors: [plan] });
  return plan;
}
