import type { TicketSchedule } from '../../desk/index.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import type { Role } from '../../shared/access/permissions.js';
import { fenced, type TenantDb } from '../../shared/tenancy/tenant-db.js';
import type { Clock } from '../../shared/time/clock.js';
import type { ConnectionPhase } from '../connections/calendar-connection.entity.js';
import type { ProviderErrorCode } from '../providers/provider-error.js';
import type { ConnectionNow, TicketNow } from './desired-event.js';
import { LOOK_BACK } from './plan-sweep.js';
import { NEVER_SEEN, type KnownEvent } from './plan-sync.js';
import type { SyncState, SyncStore } from './reconciler.js';
import { LOOK_AGAIN } from './sync-requests.js';

/** Another worker has this calendar now; what this one knows may be old. */
export class LeaseLost extends Error {}

interface ConnectionRow {
  phase: ConnectionPhase;
  user_id: UserId;
  status: string;
  role: Role;
  org_status: string;
  time_zone: string;
}

interface EventRow {
  ticket_id: string;
  phase: KnownEvent['phase'];
  generation: number;
  external_id: string | null;
  etag: string | null;
  hash: string | null;
  ends_at: string | null;
  asked: string;
}

/** How long a worker may be silent before another one takes over, seconds. Longer than any one call to a provider. */
export const LEASE_SECONDS = 30;

const CONNECTION = fenced(
  'calendar_connection_now',
  `select c.phase, c.user_id, u.status, u.role, o.status as org_status, o.time_zone
   from calendar_connections c join users u on u.id = c.user_id join orgs o on o.id = c.org_id
   where c.org_id = fence.org and c.id = $2`,
);
const EVENT_COLUMNS = 'ticket_id, phase, generation, external_id, etag, hash, ends_at, asked';
const EVENT = fenced(
  'calendar_event_known',
  `select ${EVENT_COLUMNS} from calendar_events e where e.org_id = fence.org and e.connection_id = $2 and e.ticket_id = $3`,
);
const EVENTS = fenced(
  'calendar_events_known',
  `select ${EVENT_COLUMNS} from calendar_events e where e.org_id = fence.org and e.connection_id = $2
     and (e.asked > e.done or e.phase = 'writing' or e.ends_at > $3 or e.updated_at > $3)`,
);
const TODO = fenced(
  'calendar_events_todo',
  `select e.ticket_id, e.written_at from calendar_events e where e.org_id = fence.org and e.connection_id = $2 and e.asked > e.done
   order by e.updated_at limit 200`,
);

export interface ConnectionStoreParts {
  db: TenantDb;
  schedule: TicketSchedule;
  clock: Clock;
  ticketsUrl: string;
}

/** What sync knows of one connection, in PostgreSQL. Every write holds and lengthens the lease, or throws `LeaseLost`. */
export class ConnectionStore implements SyncStore {
  /** The count of what was asked, when a ticket was last loaded: what is asked afterwards is not done. */
  readonly #seen = new Map<string, string>();

  constructor(
    private readonly parts: ConnectionStoreParts,
    private readonly orgId: OrgId,
    private readonly connectionId: string,
    private readonly leaseId: string,
  ) {}

  async load(ticketId: string): Promise<SyncState> {
    const { db, schedule } = this.parts;
    const [row] = await db.read<EventRow>(this.orgId, EVENT, [this.connectionId, ticketId]);
    this.#seen.set(ticketId, row?.asked ?? '0');
    const [connection, tickets] = await Promise.all([this.connection(), schedule.tickets(this.orgId, [ticketId])]);
    return { connection, ticket: tickets.get(ticketId) ?? null, known: row ? knownOf(row) : NEVER_SEEN };
  }

  async connection(): Promise<ConnectionNow> {
    const [row] = await this.parts.db.read<ConnectionRow>(this.orgId, CONNECTION, [this.connectionId]);
    if (!row || row.phase === 'disconnected') throw new LeaseLost('the connection is gone');
    return {
      id: this.connectionId,
      userId: row.user_id,
      phase: row.phase,
      assignable: row.status === 'active' && row.role !== 'viewer',
      // An organization that is being deleted still has its events taken out.
      orgActive: row.org_status !== 'suspended',
      timeZone: row.time_zone,
      ticketsUrl: this.parts.ticketsUrl,
    };
  }

  async all(): Promise<Map<string, SyncState>> {
    const { db, schedule, clock } = this.parts;
    const connection = await this.connection();
    const [rows, scheduled] = await Promise.all([
      db.read<EventRow>(this.orgId, EVENTS, [this.connectionId, clock.in(-LOOK_BACK)]),
      schedule.scheduledFor(this.orgId, connection.userId, clock.now()),
    ]);
    const known = new Map(rows.map((row) => [row.ticket_id, row]));
    const ids = [...new Set([...known.keys(), ...scheduled])];
    const tickets = await schedule.tickets(this.orgId, ids);
    return new Map(
      ids.map((id): [string, SyncState] => {
        const row = known.get(id);
        this.#seen.set(id, row?.asked ?? '0');
        const ticket: TicketNow | null = tickets.get(id) ?? null;
        return [id, { ticket, connection, known: row ? knownOf(row) : NEVER_SEEN }];
      }),
    );
  }

  async save(ticketId: string, known: KnownEvent): Promise<void> {
    const now = this.parts.clock.now();
    await this.write(
      `insert into calendar_events (connection_id, ticket_id, org_id, phase, generation, external_id, etag, hash, ends_at, written_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (connection_id, ticket_id) do update set phase = excluded.phase, generation = excluded.generation,
         external_id = excluded.external_id, etag = excluded.etag, hash = excluded.hash, ends_at = excluded.ends_at,
         written_at = excluded.written_at, updated_at = excluded.updated_at`,
      [
        ...[this.connectionId, ticketId, this.orgId, known.phase, known.generation],
        ...[known.externalId, known.etag, known.hash, known.endsAt, now, now],
      ],
    );
  }

  /** Nothing is left to do for a ticket, but for what was asked since it was loaded; with an error, until it is asked again. */
  async settle(ticketId: string, error: ProviderErrorCode | null): Promise<void> {
    await this.write(
      'update calendar_events set done = greatest(done, ?::bigint), error = ?, updated_at = ? where connection_id = ? and ticket_id = ?',
      [this.#seen.get(ticketId) ?? '0', error, this.parts.clock.now(), this.connectionId, ticketId],
    );
  }

  async noteDrift(ticketIds: readonly string[]): Promise<void> {
    await this.write('update calendar_connections set drifts = drifts + ?, drifted_at = ? where id = ?', [
      ticketIds.length,
      this.parts.clock.now(),
      this.connectionId,
    ]);
  }

  /** Tickets that are to be seen to, with when each was last written. */
  async todo(): Promise<{ ticketId: string; writtenAt: Date | null }[]> {
    const rows = await this.parts.db.read<{ ticket_id: string; written_at: string | null }>(this.orgId, TODO, [
      this.connectionId,
    ]);
    return rows.map((row) => ({
      ticketId: row.ticket_id,
      writtenAt: row.written_at === null ? null : new Date(row.written_at),
    }));
  }

  /** Makes sure that this worker still has the calendar, before something that cannot be taken back. */
  hold(): Promise<void> {
    return this.write();
  }

  /** Writes, if this worker still has the calendar; in that transaction, so that an outrun worker changes nothing. */
  async write(sql?: string, values: unknown[] = []): Promise<void> {
    const { db, clock } = this.parts;
    await db.write(this.orgId, async (em) => {
      const held = await em.execute<unknown[]>(
        `update calendar_connections set lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds', work_due_at = ?
         where id = ? and lease_id = ? returning id`,
        [clock.in(LOOK_AGAIN), this.connectionId, this.leaseId],
      );
      if (held.length === 0) throw new LeaseLost('another worker has the calendar');
      if (sql) await em.execute(sql, values);
    });
  }
}

function knownOf(row: EventRow): KnownEvent {
  return {
    phase: row.phase,
    generation: row.generation,
    externalId: row.external_id,
    etag: row.etag,
    hash: row.hash,
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
  };
}
