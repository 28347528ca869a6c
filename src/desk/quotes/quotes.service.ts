import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { invalid } from '../../shared/errors/common.errors.js';
import { MAX_AMOUNT } from '../../shared/http/value-fields.js';
import { newId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { deskFail } from '../desk.errors.js';
import { nextNumber, oneLess } from '../numbers.js';
import { orgDefaults, requireReference } from '../references.js';
import { searchKey } from '../search-key.js';
import { applyPatch, lockedOne, refuseStale, withCurrent } from '../versioned.js';
import { Quote, type QuoteLine } from './quote.entity.js';
import { QuoteList } from './quote-list.js';
import { canEditQuote, quoteTotal, type QuoteStatus } from './quote-rules.js';
import type { CreateQuote, QuoteView, UpdateQuote } from './quotes.dto.js';

@Injectable()
export class QuotesService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly list: QuoteList,
  ) {}

  async create(actor: Actor, input: CreateQuote): Promise<QuoteView> {
    const id = newId();
    const { orgId } = actor;
    await this.db.write(orgId, async (em) => {
      const { clientId, title, status = 'draft', validUntil = null } = input;
      const now = this.clock.now();
      const total = totalOf(input.items);
      await requireReference(em, 'clients', 'clientId', clientId);
      const currency = input.currency ?? (await orgDefaults(em)).currency;
      const quote = em.create(Quote, {
        ...{ id, orgId, clientId, title, items: linesOf(input.items), currency, total, status, validUntil },
        ...milestones(status, { sentAt: null }, now),
        number: await nextNumber(em, orgId, 'quote'),
        titleKey: searchKey(title),
        changedIn: {},
        createdAt: now,
        updatedAt: now,
      });
      em.persist(quote);
      if (status !== 'draft') this.recordStatus(em, actor, quote, null);
    });
    return this.list.one(orgId, id);
  }

  /** 409 `quote_transition` and `quote_locked`: see `canEditQuote`. */
  async update(actor: Actor, id: string, { version, items, ...rest }: UpdateQuote): Promise<QuoteView> {
    const edit = this.db.write(actor.orgId, async (em) => {
      const quote = await lockedOne(em, Quote, { id });
      refuseStale(quote, version);
      const from = quote.status;
      if (rest.clientId !== quote.clientId) await requireReference(em, 'clients', 'clientId', rest.clientId);
      const now = this.clock.now();
      const changed = applyPatch(quote, { ...rest, ...(items && { items: linesOf(items) }) }, now);
      const verdict = canEditQuote(from, quote.status, changed);
      if (verdict !== 'ok') throw deskFail(verdict, { members: { status: from } });
      if (changed.includes('items')) quote.total = totalOf(quote.items);
      if (changed.includes('title')) quote.titleKey = searchKey(quote.title);
      if (changed.includes('clientId')) quote.clientName = null;
      if (quote.status !== from) {
        Object.assign(quote, milestones(quote.status, quote, now));
        this.recordStatus(em, actor, quote, from);
      }
    });
    return withCurrent(edit, () => this.list.one(actor.orgId, id));
  }

  /** `from` null: it was made in this state. */
  private recordStatus(em: EntityManager, actor: Actor, quote: Quote, from: QuoteStatus | null): void {
    const { id, number, title, status, total, currency } = quote;
    this.audit.record(em, {
      action: `quote.${status}`,
      actor,
      origin: actor.origin,
      target: { type: 'quote', id, name: `#${number} ${title}` },
      details: { from, total, currency },
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const quote = await lockedOne(em, Quote, { id });
      em.remove(quote);
      await em.flush();
      await oneLess(em, actor.orgId, 'quote');
      this.audit.record(em, {
        action: 'quote.deleted',
        actor,
        origin: actor.origin,
        target: { type: 'quote', id, name: `#${quote.number} ${quote.title}` },
        details: { status: quote.status, total: quote.total, currency: quote.currency },
      });
    });
  }
}

/** When it was sent and decided, as its state says. */
function milestones(status: QuoteStatus, { sentAt }: Pick<Quote, 'sentAt'>, now: Date) {
  return {
    sentAt: status === 'draft' ? null : (sentAt ?? now),
    decidedAt: status === 'accepted' || status === 'declined' ? now : null,
  };
}

function linesOf(items: readonly QuoteLine[]): QuoteLine[] {
  return items.map(({ description, quantity, unitPrice }) => ({ description, quantity, unitPrice }));
}

function totalOf(items: readonly QuoteLine[]): number {
  const total = quoteTotal(items);
  if (total > MAX_AMOUNT) throw invalid('items', `must sum up to at most ${MAX_AMOUNT}`);
  return Number(total);
}
