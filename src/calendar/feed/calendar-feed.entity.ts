import { defineEntity, p } from '@mikro-orm/core';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

const CalendarFeedSchema = defineEntity({
  name: 'CalendarFeed',
  tableName: 'calendar_feeds',
  properties: {
    userId: p.uuid().$type<UserId>().primary(),
    orgId: p.uuid().$type<OrgId>(),
    tokenHash: p.text().$type<TokenHash>(),
    createdAt: p.datetime(),
    lastReadAt: p.datetime().nullable(),
  },
});

/** A person's private feed: whoever holds its address reads their schedule, until it is revoked. */
export class CalendarFeed extends CalendarFeedSchema.class {}
CalendarFeedSchema.setClass(CalendarFeed);
