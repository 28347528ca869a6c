import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import { MailPromises } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import type { ProviderErrorCode } from '../providers/provider-error.js';
import { SyncRequests } from '../sync/sync-requests.js';

interface Ended {
  id: string;
  user_id: UserId;
  provider: CalendarProviderName;
}

const ERASED = 'refresh_token = null, access_token = null, access_expires_at = null';
const IDLE =
  'lease_id = null, lease_until = null, work_due_at = null, sweep_at = null, failures = 0, failing_since = null';

/** How connections end: because somebody wants it, or because the grant is dead. */
@Injectable()
export class ConnectionEnding {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly requests: SyncRequests,
    private readonly audit: AuditRecorder,
    private readonly mails: MailPromises,
  ) {}

  /**
   * Begins to disconnect a person's calendars, of one provider or of all: events go, then the grant, then the tokens. Where the grant is dead
   * there is nothing to wait for. `actor` null: it follows from a deactivation.
   */
  async begin(
    em: EntityManager,
    userId: UserId,
    provider: CalendarProviderName | null,
    actor: Actor | null,
  ): Promise<void> {
    const now = this.clock.now();
    // In the order in which everybody locks them, see `SyncRequests`.
    await em.execute(
      `select id from calendar_connections where user_id = ? and (?::text is null or provider = ?)
       order by id for no key update`,
      [userId, provider, provider],
    );
    const dead = await em.execute<Ended[]>(
      `update calendar_connections set phase = 'disconnected', ${ERASED}, ${IDLE}, error = null, updated_at = ?
       where user_id = ? and (?::text is null or provider = ?) and phase = 'reconnect_required' returning id, user_id, provider`,
      [now, userId, provider, provider],
    );
    const living = await em.execute<Ended[]>(
      `update calendar_connections set phase = 'disconnecting', failures = 0, failing_since = null, work_due_at = null, updated_at = ?
       where user_id = ? and (?::text is null or provider = ?) and phase = 'connected' returning id, user_id, provider`,
      [now, userId, provider, provider],
    );
    await this.requests.sweep(
      em,
      living.map(({ id }) => id),
    );
    for (const ended of [...dead, ...living]) {
      this.audit.record(em, {
        action: 'calendar.disconnected',
        actor,
        origin: actor?.origin ?? null,
        target: { type: 'calendar', id: ended.id, name: ended.provider },
      });
    }
  }

  /** The end of a disconnect: nothing of the grant is kept. */
  async finish(orgId: OrgId, connectionId: string, leaseId: string): Promise<void> {
    await this.db.write(orgId, (em) =>
      em.execute(
        `update calendar_connections set phase = 'disconnected', ${ERASED}, ${IDLE}, error = null, updated_at = ?
         where id = ? and lease_id = ? and phase = 'disconnecting'`,
        [this.clock.now(), connectionId, leaseId],
      ),
    );
  }

  /** The grant is dead: no more calls, one mail, and a banner until the person has connected again. */
  async lose(orgId: OrgId, connectionId: string, leaseId: string, error: ProviderErrorCode): Promise<void> {
    await this.db.write(orgId, async (em) => {
      const [lost] = await em.execute<Ended[]>(
        `update calendar_connections set phase = 'reconnect_required', ${ERASED}, ${IDLE}, error = ?, updated_at = ?
         where id = ? and lease_id = ? and phase = 'connected' returning id, user_id, provider`,
        [error, this.clock.now(), connectionId, leaseId],
      );
      if (!lost) return;
      this.mails.promise(em, { template: 'calendar_reconnect', userId: lost.user_id, provider: lost.provider });
      this.audit.record(em, {
        action: 'calendar.grant_lost',
        actor: null,
        origin: null,
        target: { type: 'calendar', id: lost.id, name: lost.provider },
        details: { reason: error },
      });
    });
  }
}
