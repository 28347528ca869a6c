import { defineEntity, p } from '@mikro-orm/core';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

const ChallengeSchema = defineEntity({
  name: 'Challenge',
  tableName: 'challenges',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>(),
    tokenHash: p.text().$type<TokenHash>(),
    /** How the first factor was shown. */
    method: p.text().$type<SignInMethod>(),
    /** The user's access epoch when it was made: a password change or a deactivation kills it. */
    epoch: p.integer(),
    tries: p.integer().default(0),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    finishedAt: p.datetime().nullable(),
  },
});

/** A sign-in whose first factor was right and whose second one is awaited. */
export class Challenge extends ChallengeSchema.class {}
ChallengeSchema.setClass(Challenge);
