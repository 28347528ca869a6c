import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { Sealer } from '../../shared/crypto/sealer.js';
import { newId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { calendarFail } from '../calendar.errors.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import type { GrantTokens } from '../providers/connection-tokens.js';
import { SyncRequests } from '../sync/sync-requests.js';
import { ConnectionEnding } from './connection-ending.js';

/** What a finished consent at a provider gives. */
export interface CalendarGrant {
  provider: CalendarProviderName;
  accountKey: string;
  accountEmail: string | null;
  tokens: GrantTokens;
}

/** A person connects and disconnects their calendars. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly requests: SyncRequests,
    private readonly ending: ConnectionEnding,
    private readonly audit: AuditRecorder,
  ) {}

  /**
   * Stores a grant. The account that was connected before resumes with all that is known of its events; another one takes its place, and
   * the old one is disconnected.
   */
  async connect(actor: Actor, { provider, accountKey, accountEmail, tokens }: CalendarGrant): Promise<void> {
    const now = this.clock.now();
    await this.db.write(actor.orgId, async (em) => {
      // One at a time for a person: two callbacks at once must not make two connections.
      await em.execute('select id from users where id = ? for no key update', [actor.userId]);
      const [same] = await em.execute<{ id: string }[]>(
        'select id from calendar_connections where user_id = ? and provider = ? and account_key = ?',
        [actor.userId, provider, accountKey],
      );
      const current = await em.execute<{ id: string }[]>(
        `select id from calendar_connections where user_id = ? and provider = ? and phase in ('connected', 'reconnect_required')`,
        [actor.userId, provider],
      );
      if (current.some(({ id }) => id !== same?.id)) await this.ending.begin(em, actor.userId, provider, actor);
      const id = same?.id ?? newId();
      const seal = (plain: string) => this.sealer.seal(plain, id);
      // The lease goes with the old tokens: a worker that still has it must not write over the new ones.
      await em.execute(
        `insert into calendar_connections
           (id, org_id, user_id, provider, account_key, account_email, phase, refresh_token, access_token, access_expires_at, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, 'connected', ?, ?, ?, ?, ?)
         on conflict (id) do update set account_email = excluded.account_email, phase = 'connected', refresh_token = excluded.refresh_token,
           access_token = excluded.access_token, access_expires_at = excluded.access_expires_at, work_due_at = null, lease_id = null,
           lease_until = null, failures = 0, failing_since = null, error = null, updated_at = excluded.updated_at`,
        [
          ...[id, actor.orgId, actor.userId, provider, accountKey, accountEmail, seal(tokens.refreshToken)],
          ...[tokens.accessToken === null ? null : seal(tokens.accessToken), tokens.expiresAt, now, now],
        ],
      );
      await this.requests.sweep(em, [id]);
      this.audit.record(em, {
        action: 'calendar.connected',
        actor,
        origin: actor.origin,
        target: { type: 'calendar', id, name: provider },
      });
    });
  }

  async disconnect(actor: Actor, provider: CalendarProviderName): Promise<void> {
    await this.db.write(actor.orgId, (em) => this.ending.begin(em, actor.userId, provider, actor));
  }

  /** Looks at the whole calendar as soon as may be, whatever is known of it. */
  async sync(actor: Actor, provider: CalendarProviderName): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      const [connected] = await em.execute<{ id: string }[]>(
        `select id from calendar_connections where user_id = ? and provider = ? and phase = 'connected'`,
        [actor.userId, provider],
      );
      if (!connected) throw calendarFail('calendar_not_connected');
      await this.requests.now(em, connected.id);
    });
  }
}
