import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

const CommentSchema = defineEntity({
  name: 'Comment',
  tableName: 'comments',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    ticketId: p.uuid(),
    authorId: p.uuid().$type<UserId>(),
    body: p.text(),
    editedAt: p.datetime().nullable(),
    editedBy: p.uuid().$type<UserId>().nullable(),
    createdAt: p.datetime(),
  },
});

/** What somebody wrote under a ticket. */
export class Comment extends CommentSchema.class {}
CommentSchema.setClass(Comment);
