import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../../shared/ids/ids.js';

export type MoneyKind = 'revenue' | 'expense';

const MoneyEntrySchema = defineEntity({
  name: 'MoneyEntry',
  tableName: 'money_entries',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    kind: p.text().$type<MoneyKind>(),
    description: p.text(),
    /** What searches look in: description and category, see `searchKey`. */
    searchKey: p.text(),
    /** Minor units. */
    amount: p.bigint('number'),
    currency: p.text(),
    /** The civil day, `2026-11-24`. */
    date: p.date(),
    clientId: p.uuid().nullable(),
    ticketId: p.uuid().nullable(),
    category: p.text().nullable(),
    version: p.integer().default(1),
    changedIn: p.json().$type<Record<string, number>>().default('{}'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** Money that came in or went out. */
export class MoneyEntry extends MoneyEntrySchema.class {}
MoneyEntrySchema.setClass(MoneyEntry);
