import { defineEntity, p } from '@mikro-orm/core';
import type { LinkId, OrgId, UserId } from '../shared/ids/ids.js';

/**
 * - `sending`: handed to the mail server, its answer is not known yet;
 * - `failed`: refused for good; `abandoned`: eight tries without success;
 * - `dropped`: the right to send it went before it left (person deactivated, link dead).
 */
export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'abandoned' | 'dropped';

/** What a mail's row keeps of its promise beside person and link. No secret, no mail address. */
export type MailData = {
  ip?: string | null;
  userAgent?: string | null;
  left?: number;
  byUserId?: UserId | null;
  aboutUserId?: UserId;
  mustChange?: boolean;
  provider?: 'google' | 'outlook';
};

const MailSchema = defineEntity({
  name: 'Mail',
  tableName: 'mails',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    template: p.text(),
    userId: p.uuid().$type<UserId>().nullable(),
    linkId: p.uuid().$type<LinkId>().nullable(),
    data: p.json().$type<MailData>().default('{}'),
    state: p.text().$type<MailState>().default('queued'),
    attempts: p.integer().default(0),
    error: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    sentAt: p.datetime().nullable(),
  },
});

/** One promised mail: what it is, whom it is for, and how far it came. */
export class Mail extends MailSchema.class {}
MailSchema.setClass(Mail);
