import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId, UserId } from '../../../shared/ids/ids.js';
import type { ProviderName } from './identity.js';

const ProviderAccountSchema = defineEntity({
  name: 'ProviderAccount',
  tableName: 'identities',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>(),
    provider: p.text().$type<ProviderName>(),
    /** `ProviderIdentity.key`. */
    subject: p.text(),
    /** The address at the time of the link. Says whom to ask, decides nothing. */
    email: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** An account at Google or Microsoft that signs a person in; at most one of each. */
export class ProviderAccount extends ProviderAccountSchema.class {}
ProviderAccountSchema.setClass(ProviderAccount);
