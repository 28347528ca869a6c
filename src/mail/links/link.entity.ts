import { defineEntity, p } from '@mikro-orm/core';
import type { LinkId, OrgId, UserId } from '../../shared/ids/ids.js';
import type { LinkPurpose } from './link-purpose.js';

export interface SignUpRequest {
  orgName: string;
  name: string;
  email: string;
}

const LinkSchema = defineEntity({
  name: 'Link',
  tableName: 'links',
  properties: {
    id: p.uuid().primary().$type<LinkId>(),
    /** For a sign-up: the id that the new organization will have. */
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>().nullable(),
    purpose: p.text().$type<LinkPurpose>(),
    epoch: p.integer(),
    /** Hash of the cookie of the browser that asked: a convenience for that browser, never a lock for others. */
    browserHash: p.text().nullable(),
    codeTries: p.integer().default(0),
    signUp: p.json().$type<SignUpRequest>().nullable(),
    createdBy: p.uuid().$type<UserId>().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    consumedAt: p.datetime().nullable(),
    replacedAt: p.datetime().nullable(),
  },
});

/** A link that was mailed and may be used once. The token is derived from its id, nothing here signs in. */
export class Link extends LinkSchema.class {}
LinkSchema.setClass(Link);
