import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { Outbox } from '../../shared/events/outbox.js';
import { newId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { deskFail } from '../desk.errors.js';
import { clientRenamed, ticketChanged } from '../desk.events.js';
import { searchKey } from '../search-key.js';
import { applyPatch, lockedOne, refuseStale, withCurrent } from '../versioned.js';
import { Client } from './client.entity.js';
import { ClientList } from './client-list.js';
import type { ClientView, CreateClient, UpdateClient } from './clients.dto.js';

@Injectable()
export class ClientsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: AuditRecorder,
    private readonly list: ClientList,
  ) {}

  async create(actor: Actor, input: CreateClient): Promise<ClientView> {
    const id = newId();
    await this.db.write(actor.orgId, async (em) => {
      const now = this.clock.now();
      const { name, email = null, phone = null, notes = null } = input;
      const nameKey = searchKey(name);
      const times = { createdAt: now, updatedAt: now };
      em.persist(
        em.create(Client, { id, orgId: actor.orgId, name, nameKey, email, phone, notes, changedIn: {}, ...times }),
      );
      await em.flush();
    });
    return this.list.one(actor.orgId, id);
  }

  async update(actor: Actor, id: string, { version, ...patch }: UpdateClient): Promise<ClientView> {
    const edit = this.db.write(actor.orgId, async (em) => {
      const client = await lockedOne(em, Client, { id });
      refuseStale(client, version);
      const changed = applyPatch(client, patch, this.clock.now());
      if (!changed.includes('name')) return;
      client.nameKey = searchKey(client.name);
      this.outbox.add(em, clientRenamed, { clientId: id });
    });
    return withCurrent(edit, () => this.list.one(actor.orgId, id));
  }

  /**
   * 409 `client_in_use` with `inUse: {tickets, quotes, revenue, expenses}`, unless told to detach: those then name no
   * client any more, but a quote keeps the name that it was made out to.
   */
  async delete(actor: Actor, id: string, detach: boolean): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const client = await lockedOne(em, Client, { id });
      const inUse = await countUses(em, id);
      const used = Object.values(inUse).some((count) => count > 0);
      if (used && !detach) throw deskFail('client_in_use', { members: { inUse } });
      if (used) await this.detach(em, client);
      this.audit.record(em, {
        action: 'client.deleted',
        actor,
        origin: actor.origin,
        target: { type: 'client', id, name: client.name },
        details: inUse,
      });
      em.remove(client);
    });
  }

  private async detach(em: EntityManager, client: Client): Promise<void> {
    const now = this.clock.now();
    const edited = `version = version + 1, changed_in = changed_in || jsonb_build_object('clientId', version + 1), updated_at = ?`;
    const tickets = await em.execute<{ id: string; scheduled: boolean }[]>(
      `update tickets set client_id = null, ${edited} where client_id = ? returning id, scheduled_start is not null as scheduled`,
      [now, client.id],
    );
    await em.execute(`update money_entries set client_id = null, ${edited} where client_id = ?`, [now, client.id]);
    await em.execute(`update quotes set client_id = null, client_name = ?, ${edited} where client_id = ?`, [
      client.name,
      now,
      client.id,
    ]);
    // Only what is on the schedule can be in a calendar.
    for (const ticket of tickets) if (ticket.scheduled) this.outbox.add(em, ticketChanged, { ticketId: ticket.id });
  }
}

async function countUses(em: EntityManager, id: string): Promise<Record<string, number>> {
  const [row] = await em.execute<{ uses: Record<string, number> }[]>(
    `select jsonb_build_object(
       'tickets', (select count(*) from tickets where client_id = ?),
       'quotes', (select count(*) from quotes where client_id = ?),
       'revenue', (select count(*) from money_entries where client_id = ? and kind = 'revenue'),
       'expenses', (select count(*) from money_entries where client_id = ? and kind = 'expense')) as uses`,
    [id, id, id, id],
  );
  return row?.uses ?? {};
}
