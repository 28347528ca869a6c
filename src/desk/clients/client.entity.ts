import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../../shared/ids/ids.js';

const ClientSchema = defineEntity({
  name: 'Client',
  tableName: 'clients',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    name: p.text(),
    /** What lists sort by and searches look in: see `searchKey`. */
    nameKey: p.text(),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    notes: p.text().nullable(),
    version: p.integer().default(1),
    changedIn: p.json().$type<Record<string, number>>().default('{}'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** Somebody that the shop works for. */
export class Client extends ClientSchema.class {}
ClientSchema.setClass(Client);
