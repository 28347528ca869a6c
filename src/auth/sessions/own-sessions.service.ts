import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import { fail } from '../../shared/errors/common.errors.js';
import { decodeCursor, type Page, pageFrom, type PageQuery } from '../../shared/http/page.js';
import { isId, type SessionId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { aliveSession, SESSION_ABSOLUTE, SESSION_IDLE } from './live-sessions.js';
import type { SessionView } from './sessions.dto.js';

interface Row {
  id: string;
  method: SignInMethod;
  ip: string | null;
  user_agent: string | null;
  created_at: string;
  last_seen_at: string;
}

/** Of a person's sessions those that a request with their cookie would still find alive, the newest first. */
const PAGE = fenced(
  'own_sessions',
  `select s.id, s.method, s.ip, s.user_agent, s.created_at, s.last_seen_at
   from sessions s join users u on u.id = s.user_id
   where s.org_id = fence.org and s.user_id = $2 and ${aliveSession('$3', '$4')} and ($5::uuid is null or s.id < $5)
   order by s.id desc limit $6`,
);

/** A person's own sessions: where they are signed in, and ending that. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly db: TenantDb,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, { cursor, limit }: PageQuery): Promise<Page<SessionView>> {
    const [after] = decodeCursor<[string]>(cursor, [isId]) ?? [null];
    const rows = await this.db.read<Row>(actor.orgId, PAGE, [
      actor.userId,
      this.clock.in(-SESSION_IDLE),
      this.clock.in(-SESSION_ABSOLUTE),
      after,
      limit + 1,
    ]);
    return pageFrom(
      rows,
      limit,
      (row) => view(row, actor),
      (row) => [row.id],
    );
  }

  /** Ends one, also the one that asks. 404 for what is not an own living session. */
  async end(actor: Actor, id: SessionId): Promise<void> {
    await this.db.writeAccess(actor.orgId, async (em) => {
      const ended = await em.execute<object[]>(
        'update sessions set ended_at = ? where id = ? and user_id = ? and ended_at is null returning id',
        [this.clock.now(), id, actor.userId],
      );
      if (ended.length === 0) throw fail('not_found');
      this.audit.record(em, { action: 'session.ended', actor, origin: actor.origin, details: { sessions: 1 } });
    });
  }

  async endOthers(actor: Actor): Promise<void> {
    await this.db.writeAccess(actor.orgId, async (em) => {
      const ended = await em.execute<object[]>(
        'update sessions set ended_at = ? where user_id = ? and id <> ? and ended_at is null returning id',
        [this.clock.now(), actor.userId, actor.sessionId],
      );
      if (ended.length === 0) return;
      const details = { sessions: ended.length };
      this.audit.record(em, { action: 'session.ended', actor, origin: actor.origin, details });
    });
  }
}

function view(row: Row, actor: Actor): SessionView {
  return {
    id: row.id,
    method: row.method,
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: isoTime(row.created_at),
    lastSeenAt: isoTime(row.last_seen_at),
    current: row.id === actor.sessionId,
  };
}
