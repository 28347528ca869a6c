import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../shared/ids/ids.js';

export const PLANS = ['free', 'starter', 'pro', 'enterprise'] as const;
export type Plan = (typeof PLANS)[number];

const OrgSchema = defineEntity({
  name: 'Org',
  tableName: 'orgs',
  properties: {
    id: p.uuid().primary().$type<OrgId>(),
    name: p.text(),
    slug: p.text(),
    plan: p.text().$type<Plan>().default('free'),
    status: p.text().$type<'active' | 'suspended' | 'deleting'>().default('active'),
    suspendedReason: p.text().nullable(),
    timeZone: p.text().default('UTC'),
    currency: p.text().default('EUR'),
    lastActivityAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A tenant: a service desk with its people and everything that is theirs. Plan and status are the platform's to change. */
export class Org extends OrgSchema.class {}
OrgSchema.setClass(Org);
