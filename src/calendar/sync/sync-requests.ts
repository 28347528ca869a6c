import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Outbox } from '../../shared/events/outbox.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { TENANT_FILTER } from '../../shared/tenancy/tenant-filter.js';
import { Clock, SECOND } from '../../shared/time/clock.js';
import { workCalendar } from '../calendar.jobs.js';

/** A calendar whose work nobody finished is looked at again after this long. */
export const LOOK_AGAIN = 40 * SECOND;
/** However often a person presses, a provider that fails is not asked more often. */
const SHORTEST_PAUSE = 10 * SECOND;

/**
 * Asks for sync, inside the caller's transaction. What is asked is remembered in the rows, once for a connection and ticket however
 * often it is asked; one job for a connection is on its way at a time, and sees to all of it.
 */
@Injectable()
export class SyncRequests {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Of tickets, each in a calendar. Calendars are locked in the order of their ids, so that two who ask wait and never for each other. */
  async tickets(em: EntityManager, asked: readonly { connectionId: string; ticketId: string }[]): Promise<void> {
    if (asked.length === 0) return;
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    // The connections first: whoever finishes the work of one at this moment sees either both or neither.
    await this.#wake(
      em,
      asked.map(({ connectionId }) => connectionId),
      null,
    );
    await em.execute(
      `insert into calendar_events (connection_id, ticket_id, org_id, asked, updated_at)
       select a."connectionId", a."ticketId", ?, 1, ?
       from jsonb_to_recordset(?::jsonb) as a("connectionId" uuid, "ticketId" uuid) order by 1, 2
       on conflict (connection_id, ticket_id) do update set asked = calendar_events.asked + 1`,
      [orgId, this.clock.now(), JSON.stringify(asked)],
    );
  }

  /** Of everything in these calendars. */
  sweep(em: EntityManager, connectionIds: readonly string[]): Promise<void> {
    return this.#wake(em, connectionIds, this.clock.now());
  }

  /** Of everything, because the person asks for it: a pause after a failure ends, unless it has only just begun. */
  async now(em: EntityManager, connectionId: string): Promise<void> {
    const [resumed] = await em.execute<unknown[]>(
      `update calendar_connections set asked_seq = asked_seq + 1, sweep_at = ?, work_due_at = ?
       where id = ? and failing_since is not null and updated_at <= ? and (lease_until is null or lease_until < clock_timestamp())
       returning id`,
      [this.clock.now(), this.clock.in(LOOK_AGAIN), connectionId, this.clock.in(-SHORTEST_PAUSE)],
    );
    if (resumed) this.outbox.add(em, workCalendar, { connectionId });
    else await this.sweep(em, [connectionId]);
  }

  async #wake(em: EntityManager, connectionIds: readonly string[], sweepAt: Date | null): Promise<void> {
    // What is asked in a pause after a failure waits for its end: the provider has its reasons. A dead grant makes no jobs.
    const woken = await em.execute<{ id: string; idle: boolean }[]>(
      `update calendar_connections c set asked_seq = c.asked_seq + 1, sweep_at = coalesce(?, c.sweep_at),
         work_due_at = case when before.works then coalesce(c.work_due_at, ?) end
       from (select id, work_due_at, phase in ('connected', 'disconnecting') as works from calendar_connections
             where id in (select id::uuid from jsonb_array_elements_text(?::jsonb) as asked(id)) order by id for no key update) before
       where c.id = before.id returning c.id, before.works and before.work_due_at is null as idle`,
      [sweepAt, this.clock.in(LOOK_AGAIN), JSON.stringify([...new Set(connectionIds)])],
    );
    for (const { id, idle } of woken) if (idle) this.outbox.add(em, workCalendar, { connectionId: id });
  }
}
