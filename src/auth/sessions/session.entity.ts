import { defineEntity, p } from '@mikro-orm/core';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import type { OrgId, SessionId, UserId } from '../../shared/ids/ids.js';

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary().$type<SessionId>(),
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>(),
    method: p.text().$type<SignInMethod>(),
    /** The user's access epoch when it was made: it lives while they are equal. */
    epoch: p.integer(),
    ip: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime(),
    /** The last completed sign-in or confirmation in it: what step-up asks for. */
    authenticatedAt: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
});

/** A sign-in that is alive on one device. The cookie names it, everything else is here. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);
