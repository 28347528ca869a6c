import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../shared/ids/ids.js';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    at: p.datetime(),
    action: p.text(),
    actorId: p.uuid().nullable(),
    actorName: p.text().nullable(),
    targetType: p.text().nullable(),
    targetId: p.uuid().nullable(),
    targetName: p.text().nullable(),
    ip: p.text().nullable(),
    requestId: p.text().nullable(),
    details: p.json().$type<Record<string, unknown>>().default('{}'),
  },
});

/** One thing that happened, as it was then: names are kept since people and things go. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
