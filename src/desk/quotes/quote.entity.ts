import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../../shared/ids/ids.js';
import type { QuoteStatus } from './quote-rules.js';

/** One line of a quote; `unitPrice` in minor units, `quantity` with up to three digits behind the point. */
export interface QuoteLine {
  description: string;
  quantity: number;
  unitPrice: number;
}

const QuoteSchema = defineEntity({
  name: 'Quote',
  tableName: 'quotes',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    /** Counts up per organization: see `nextNumber`. */
    number: p.integer(),
    clientId: p.uuid().nullable(),
    /** Only of a client who is gone: to whom it was made out. */
    clientName: p.text().nullable(),
    title: p.text(),
    titleKey: p.text(),
    items: p.json().$type<QuoteLine[]>(),
    currency: p.text(),
    /** Minor units, of the items: see `quoteTotal`. */
    total: p.bigint('number'),
    status: p.text().$type<QuoteStatus>(),
    validUntil: p.date().nullable(),
    sentAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    version: p.integer().default(1),
    changedIn: p.json().$type<Record<string, number>>().default('{}'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** What a piece of work would cost, for a client to accept or decline. */
export class Quote extends QuoteSchema.class {}
QuoteSchema.setClass(Quote);
