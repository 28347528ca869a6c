import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../ids/ids.js';

const OutboxEntrySchema = defineEntity({
  name: 'OutboxEntry',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    job: p.text(),
    payload: p.json().$type<Record<string, unknown>>(),
    createdAt: p.datetime(),
    leasedUntil: p.datetime().nullable(),
    dispatchedAt: p.datetime().nullable(),
    /** Waits for its organization to be active again. */
    parked: p.boolean().default(false),
    finishedAt: p.datetime().nullable(),
    outcome: p.text().$type<'done' | 'abandoned'>().nullable(),
    error: p.text().nullable(),
  },
});

/** The intent to do something after the commit: written with the change, handed to the queue by the relay. */
export class OutboxEntry extends OutboxEntrySchema.class {}
OutboxEntrySchema.setClass(OutboxEntry);
