import { defineEntity, p } from '@mikro-orm/core';
import type { Sealed } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

const TotpFactorSchema = defineEntity({
  name: 'TotpFactor',
  tableName: 'totp_factors',
  properties: {
    userId: p.uuid().primary().$type<UserId>(),
    orgId: p.uuid().$type<OrgId>(),
    /** Base32, sealed with the user's id as its owner. */
    secret: p.text().$type<Sealed>(),
    createdAt: p.datetime(),
    /** Null: pending, asks nothing of sign-in. */
    confirmedAt: p.datetime().nullable(),
    /** The last 30-second step whose code was accepted; never again this one or one before. */
    lastStep: p.bigint('number').nullable(),
  },
});

/** An authenticator app, one for each person. */
export class TotpFactor extends TotpFactorSchema.class {}
TotpFactorSchema.setClass(TotpFactor);
