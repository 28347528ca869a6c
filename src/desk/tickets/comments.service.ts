import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { decodeCursor, type Page, pageFrom, type PageQuery } from '../../shared/http/page.js';
import { isId, newId, type OrgId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { personSql, personView, type PersonRow } from '../person.dto.js';
import { lockedOne } from '../versioned.js';
import { Comment } from './comment.entity.js';
import type { CommentView } from './comments.dto.js';
import { Ticket } from './ticket.entity.js';

interface Row {
  id: string;
  body: string;
  author: PersonRow;
  created_at: string;
  edited_at: string | null;
  edited_by: PersonRow | null;
}

const SELECT = `select c.id, c.body, ${personSql('a')} as author, c.created_at, c.edited_at, ${personSql('e')} as edited_by
  from comments c join users a on a.org_id = c.org_id and a.id = c.author_id
    left join users e on e.org_id = c.org_id and e.id = c.edited_by
  where c.org_id = fence.org and c.ticket_id = $2`;
const ONE = fenced('comment', `${SELECT} and c.id = $3`);
const PAGE = fenced('comments', `${SELECT} and ($3::uuid is null or c.id > $3) order by c.id limit $4`);
const TICKET = fenced('comments_ticket', 'select id from tickets where org_id = fence.org and id = $2');

/** What people write under a ticket, the oldest first. 404 wherever the ticket is not there, or the comment not under it. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  async list(orgId: OrgId, ticketId: string, { cursor, limit }: PageQuery): Promise<Page<CommentView>> {
    const [after] = decodeCursor<[string]>(cursor, [isId]) ?? [null];
    const rows = await this.db.read<Row>(orgId, PAGE, [ticketId, after, limit + 1]);
    if (rows.length === 0 && (await this.db.read(orgId, TICKET, [ticketId])).length === 0) throw fail('not_found');
    return pageFrom(rows, limit, view, (row) => [row.id]);
  }

  async one(orgId: OrgId, ticketId: string, id: string): Promise<CommentView> {
    const [row] = await this.db.read<Row>(orgId, ONE, [ticketId, id]);
    if (!row) throw fail('not_found');
    return view(row);
  }

  async create({ orgId, userId }: Actor, ticketId: string, body: string): Promise<CommentView> {
    const id = newId();
    await this.db.write(orgId, async (em) => {
      // Held, so that whoever deletes the ticket now waits and takes this comment along.
      const [ticket] = await em.execute<object[]>('select 1 from tickets where id = ? for key share', [ticketId]);
      if (!ticket) throw fail('not_found');
      em.persist(em.create(Comment, { id, orgId, ticketId, authorId: userId, body, createdAt: this.clock.now() }));
    });
    return this.one(orgId, ticketId, id);
  }

  /** Another's comment too, as the role table says; then it shows who changed it. */
  async update({ orgId, userId }: Actor, ticketId: string, id: string, body: string): Promise<CommentView> {
    await this.db.write(orgId, async (em) => {
      const comment = await lockedOne(em, Comment, { id, ticketId });
      if (comment.body === body) return;
      Object.assign(comment, { body, editedAt: this.clock.now(), editedBy: userId });
    });
    return this.one(orgId, ticketId, id);
  }

  async delete(actor: Actor, ticketId: string, id: string): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const comment = await lockedOne(em, Comment, { id, ticketId });
      const { number, subject } = await em.findOneOrFail(Ticket, { id: ticketId });
      em.remove(comment);
      this.audit.record(em, {
        action: 'comment.deleted',
        actor,
        origin: actor.origin,
        target: { type: 'comment', id, name: `#${number} ${subject}` },
        details: { ticketId, authorId: comment.authorId },
      });
    });
  }
}

function view(row: Row): CommentView {
  return {
    id: row.id,
    body: row.body,
    author: personView(row.author),
    createdAt: isoTime(row.created_at),
    editedAt: isoTime(row.edited_at),
    editedBy: personView(row.edited_by),
  };
}
