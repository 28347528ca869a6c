import { Injectable } from '@nestjs/common';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, SECOND } from '../../shared/time/clock.js';
import type { ConnectionPhase } from '../connections/calendar-connection.entity.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import type { ProviderErrorCode } from '../providers/provider-error.js';
import { LEASE_SECONDS } from './connection-store.js';
import { LOOK_AGAIN } from './sync-requests.js';

export interface LeasedConnection {
  leaseId: string;
  userId: UserId;
  provider: CalendarProviderName;
  failures: number;
  failingSince: Date | null;
}

/** What is to be done for a connection at this moment. */
export interface Due {
  phase: ConnectionPhase;
  sweep: boolean;
  orgActive: boolean;
  /** Goes into `finish`: what is asked from now on is not covered. */
  askedSeq: string;
}

/**
 * One worker for a connection, over all processes: so there is one call in flight and one refresher of its token. A lease in the
 * row, by the database's own clock since those of the workers may differ; a worker that is killed loses it by silence.
 */
@Injectable()
export class ConnectionLease {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  /** Undefined while another worker has it, or where there is nothing that a worker could do. */
  async take(orgId: OrgId, connectionId: string): Promise<LeasedConnection | undefined> {
    const leaseId = newId();
    return this.db.write(orgId, async (em) => {
      const [row] = await em.execute<
        { user_id: UserId; provider: CalendarProviderName; failures: number; failing_since: string | null }[]
      >(
        `update calendar_connections set lease_id = ?, lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds', work_due_at = ?
         where id = ? and (lease_until is null or lease_until < clock_timestamp()) and phase in ('connected', 'disconnecting')
         returning user_id, provider, failures, failing_since`,
        [leaseId, this.clock.in(LOOK_AGAIN), connectionId],
      );
      if (!row) return undefined;
      const failingSince = row.failing_since === null ? null : new Date(row.failing_since);
      return { leaseId, userId: row.user_id, provider: row.provider, failures: row.failures, failingSince };
    });
  }

  async due(orgId: OrgId, connectionId: string): Promise<Due> {
    return this.db.write(orgId, async (em) => {
      const [row] = await em.execute<{ phase: ConnectionPhase; sweep: boolean; status: string; asked_seq: string }[]>(
        `select c.phase, coalesce(c.sweep_at <= ?, false) as sweep, o.status, c.asked_seq
         from calendar_connections c join orgs o on o.id = c.org_id where c.id = ?`,
        [this.clock.now(), connectionId],
      );
      return {
        phase: row?.phase ?? 'disconnected',
        sweep: row?.sweep ?? false,
        orgActive: row?.status !== 'suspended',
        askedSeq: row?.asked_seq ?? '0',
      };
    });
  }

  /** The calendar was looked at as a whole; `next` is when again. */
  async swept(orgId: OrgId, connectionId: string, { askedSeq }: Due, next: Date): Promise<void> {
    await this.db.write(orgId, (em) =>
      // A sweep that was asked for meanwhile is still to come.
      em.execute('update calendar_connections set sweep_at = ? where id = ? and asked_seq = ?', [
        next,
        connectionId,
        askedSeq,
      ]),
    );
  }

  /** Gives it back with everything done, but for what `error` says; false where more was asked meanwhile, and the worker goes on. */
  async finish(
    orgId: OrgId,
    connectionId: string,
    { leaseId }: LeasedConnection,
    { askedSeq, error }: Due & { error: ProviderErrorCode | null },
  ): Promise<boolean> {
    const now = this.clock.now();
    return this.db.write(orgId, async (em) => {
      const done = await em.execute<unknown[]>(
        `update calendar_connections set lease_id = null, lease_until = null, work_due_at = null, failures = 0, failing_since = null,
           error = ?, last_synced_at = case when ?::text is null then ? else last_synced_at end, updated_at = ?
         where id = ? and lease_id = ? and asked_seq = ? returning id`,
        [error, error, now, now, connectionId, leaseId, askedSeq],
      );
      return done.length > 0;
    });
  }

  /** Gives it back with the work left for later. */
  async pause(
    orgId: OrgId,
    connectionId: string,
    { leaseId, failures, failingSince }: LeasedConnection,
    pause: { error: ProviderErrorCode; retryAfter: number },
  ): Promise<void> {
    const now = this.clock.now();
    await this.db.write(orgId, (em) =>
      em.execute(
        `update calendar_connections set lease_id = null, lease_until = null, work_due_at = ?, failures = ?, failing_since = ?,
           error = ?, updated_at = ? where id = ? and lease_id = ?`,
        [this.clock.in(pause.retryAfter), failures + 1, failingSince ?? now, pause.error, now, connectionId, leaseId],
      ),
    );
  }

  /** Gives it back as it is: the organization is suspended, and will be asked for anew. */
  async release(orgId: OrgId, connectionId: string, { leaseId }: LeasedConnection): Promise<void> {
    await this.db.write(orgId, (em) =>
      em.execute(
        'update calendar_connections set lease_id = null, lease_until = null, work_due_at = null where id = ? and lease_id = ?',
        [connectionId, leaseId],
      ),
    );
  }
}

const LONGEST_PAUSE = 15 * 60 * SECOND;

/** Full jitter: anything up to twice as long after each failure in a row, and never less than the provider asked for. */
export function pauseAfter(
  failures: number,
  retryAfter: number | undefined,
  random: () => number = Math.random,
): number {
  const most = Math.min(LONGEST_PAUSE, 2 * SECOND * 2 ** Math.min(failures, 20));
  return Math.max(retryAfter ?? 0, Math.round(random() * most));
}
