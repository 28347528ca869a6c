import { Global, Module } from '@nestjs/common';
import { TicketSchedule, type ScheduledTicket } from '../../src/desk/index.js';
import type { OrgId, UserId } from '../../src/shared/ids/ids.js';
import { DAY } from '../../src/shared/time/clock.js';

/** A schedule that tests write into, in place of the service desk's. */
export class FakeSchedule extends TicketSchedule {
  readonly #tickets = new Map<string, ScheduledTicket & { orgId: string; clientId: string | null }>();

  put(orgId: string, ticket: ScheduledTicket & { clientId?: string }): void {
    this.#tickets.set(ticket.id, { clientId: null, ...ticket, orgId });
  }

  drop(id: string): void {
    this.#tickets.delete(id);
  }

  tickets(orgId: OrgId, ids: readonly string[]): Promise<Map<string, ScheduledTicket>> {
    const found = ids.flatMap((id) => this.#tickets.get(id) ?? []).filter((ticket) => ticket.orgId === orgId);
    return Promise.resolve(new Map(found.map((ticket) => [ticket.id, ticket])));
  }

  scheduledFor(orgId: OrgId, userId: UserId, after: Date): Promise<string[]> {
    return Promise.resolve(this.#scheduled(orgId, after, (ticket) => ticket.assigneeId === userId));
  }

  scheduledOf(orgId: OrgId, clientId: string, after: Date): Promise<string[]> {
    return Promise.resolve(this.#scheduled(orgId, after, (ticket) => ticket.clientId === clientId));
  }

  #scheduled(
    orgId: OrgId,
    after: Date,
    of: (ticket: ScheduledTicket & { clientId: string | null }) => boolean,
  ): string[] {
    return [...this.#tickets.values()]
      .filter((ticket) => ticket.orgId === orgId && of(ticket))
      .filter(({ scheduledStart, scheduledEnd }) => {
        const end = scheduledEnd ?? scheduledStart;
        return end !== null && end.getTime() + DAY > after.getTime();
      })
      .map(({ id }) => id);
  }
}

@Global()
@Module({
  providers: [FakeSchedule, { provide: TicketSchedule, useExisting: FakeSchedule }],
  exports: [FakeSchedule, TicketSchedule],
})
export class FakeDeskModule {}
