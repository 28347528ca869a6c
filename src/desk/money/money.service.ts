import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { newId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { orgDefaults, requireReference } from '../references.js';
import { searchKey } from '../search-key.js';
import { applyPatch, lockedOne, refuseStale, withCurrent } from '../versioned.js';
import type { CreateMoneyEntry, MoneyEntryView, UpdateMoneyEntry } from './money.dto.js';
import { MoneyEntry, type MoneyKind } from './money-entry.entity.js';
import { MoneyList } from './money-list.js';

/** Revenue and expenses: the same records under two names. */
@Injectable()
export class MoneyService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly list: MoneyList,
  ) {}

  async create(actor: Actor, kind: MoneyKind, input: CreateMoneyEntry): Promise<MoneyEntryView> {
    const id = newId();
    const { orgId } = actor;
    await this.db.write(orgId, async (em) => {
      const { description, amount, date, clientId = null, ticketId = null, category = null } = input;
      await requireReference(em, 'clients', 'clientId', clientId);
      await requireReference(em, 'tickets', 'ticketId', ticketId);
      const now = this.clock.now();
      em.persist(
        em.create(MoneyEntry, {
          ...{ id, orgId, kind, description, amount, date, clientId, ticketId, category },
          searchKey: keyOf({ description, category }),
          currency: input.currency ?? (await orgDefaults(em)).currency,
          changedIn: {},
          createdAt: now,
          updatedAt: now,
        }),
      );
    });
    return this.list.one(orgId, kind, id);
  }

  async update(actor: Actor, kind: MoneyKind, id: string, input: UpdateMoneyEntry): Promise<MoneyEntryView> {
    const { version, ...patch } = input;
    const edit = this.db.write(actor.orgId, async (em) => {
      const entry = await lockedOne(em, MoneyEntry, { id, kind });
      refuseStale(entry, version);
      // What it names already it may keep, and no row is held for that: whoever deletes one holds it and comes here next.
      if (patch.clientId !== entry.clientId) await requireReference(em, 'clients', 'clientId', patch.clientId);
      if (patch.ticketId !== entry.ticketId) await requireReference(em, 'tickets', 'ticketId', patch.ticketId);
      if (applyPatch(entry, patch, this.clock.now()).length > 0) entry.searchKey = keyOf(entry);
    });
    return withCurrent(edit, () => this.list.one(actor.orgId, kind, id));
  }

  async delete(actor: Actor, kind: MoneyKind, id: string): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const entry = await lockedOne(em, MoneyEntry, { id, kind });
      em.remove(entry);
      this.audit.record(em, {
        action: `${kind}.deleted`,
        actor,
        origin: actor.origin,
        target: { type: kind, id, name: entry.description },
        details: { amount: entry.amount, currency: entry.currency, date: entry.date },
      });
    });
  }
}

function keyOf({ description, category }: { description: string; category?: string | null | undefined }): string {
  return searchKey(category ? `${description}\n${category}` : description);
}
