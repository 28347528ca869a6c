import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AuditAction, AuditRecorder } from '../../audit/index.js';
import { TicketSchedule } from '../../desk/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { Role } from '../../shared/access/permissions.js';
import { Config } from '../../shared/config/config.js';
import { hashToken, randomToken } from '../../shared/crypto/secrets.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, DAY } from '../../shared/time/clock.js';
import type { FeedView } from '../connections/calendars.dto.js';
import { desiredEvent, type ConnectionNow } from '../sync/desired-event.js';
import { toICal, type FeedEvent } from './to-ical.js';

/** Visits of the last month stay in the feed. */
const LOOK_BACK = 30 * DAY;

const FEED = fenced(
  'calendar_feed',
  'select f.created_at, f.last_read_at from calendar_feeds f where f.org_id = fence.org and f.user_id = $2',
);
const READER = fenced(
  'calendar_feed_reader',
  `select u.name, u.status, u.role, o.status as org_status, o.time_zone, o.name as org_name
   from users u join orgs o on o.id = u.org_id where u.org_id = fence.org and u.id = $2`,
);

interface Reader {
  name: string;
  status: string;
  role: Role;
  org_status: string;
  time_zone: string;
  org_name: string;
}

/** Private feeds: a way into any calendar program that needs no account at a provider. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly schedule: TicketSchedule,
    private readonly audit: AuditRecorder,
  ) {}

  async show(actor: Actor): Promise<FeedView> {
    const [row] = await this.db.read<{ created_at: string; last_read_at: string | null }>(actor.orgId, FEED, [
      actor.userId,
    ]);
    if (!row) return { url: null, exists: false, createdAt: null, lastReadAt: null };
    return { url: null, exists: true, createdAt: isoTime(row.created_at), lastReadAt: isoTime(row.last_read_at) };
  }

  /** A new address; the one before is dead. */
  async make(actor: Actor): Promise<FeedView> {
    const token = randomToken();
    const now = this.clock.now();
    await this.db.write(actor.orgId, async (em) => {
      await em.execute(
        `insert into calendar_feeds (user_id, org_id, token_hash, created_at) values (?, ?, ?, ?)
         on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at, last_read_at = null`,
        [actor.userId, actor.orgId, hashToken(token), now],
      );
      this.record(em, actor, 'calendar.feed_made');
    });
    const url = `${this.config.appUrl}/api/v1/calendar/feed/${token}.ics`;
    return { url, exists: true, createdAt: now.toISOString(), lastReadAt: null };
  }

  async revoke(actor: Actor): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const gone = await em.execute<unknown[]>('delete from calendar_feeds where user_id = ? returning user_id', [
        actor.userId,
      ]);
      if (gone.length > 0) this.record(em, actor, 'calendar.feed_revoked');
    });
  }

  /**
   * The feed behind a token, with its ETag. 404 for an unknown one, and while the person or the organization may not sign in: the feed comes
   * back with them.
   */
  async read(token: string): Promise<{ text: string; etag: string }> {
    const [owner] = /^[\w-]{43}$/.test(token)
      ? await this.db.lookup<{ user_id: UserId; org_id: OrgId }>('feed_of_token', [hashToken(token)])
      : [];
    if (!owner) throw fail('not_found');
    const { user_id: userId, org_id: orgId } = owner;
    const [reader] = await this.db.read<Reader>(orgId, READER, [userId]);
    if (reader?.status !== 'active' || reader.org_status !== 'active') throw fail('not_found');
    const text = toICal(`${reader.org_name}: ${reader.name}`, await this.events(orgId, userId, reader));
    await this.db.write(orgId, (em) =>
      em.execute('update calendar_feeds set last_read_at = ? where user_id = ?', [this.clock.now(), userId]),
    );
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }

  private async events(orgId: OrgId, userId: UserId, reader: Reader): Promise<FeedEvent[]> {
    const now = this.clock.now();
    const ids = await this.schedule.scheduledFor(orgId, userId, this.clock.in(-LOOK_BACK));
    const tickets = await this.schedule.tickets(orgId, ids);
    const ticketsUrl = `${this.config.appUrl}/tickets`;
    const calendar: ConnectionNow = {
      ...{ id: '', userId, phase: 'connected', orgActive: true, timeZone: reader.time_zone, ticketsUrl },
      assignable: reader.role !== 'viewer',
    };
    const host = new URL(this.config.appUrl).hostname;
    return [...tickets.values()].flatMap((ticket) => {
      const desired = desiredEvent(ticket, calendar, now);
      if (desired.want === 'none') return [];
      return [{ uid: `${ticket.id}@${host}`, content: desired.content, url: `${ticketsUrl}/${ticket.id}` }];
    });
  }

  private record(em: Parameters<AuditRecorder['record']>[0], actor: Actor, action: AuditAction): void {
    const target = { type: 'calendar' as const, id: actor.userId, name: 'feed' };
    this.audit.record(em, { action, actor, origin: actor.origin, target });
  }
}
