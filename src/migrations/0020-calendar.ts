import { Migration } from '@mikro-orm/migrations';
import { fence, lookup } from '../shared/tenancy/fence.js';

/** Connected calendars, what is known of the events in them, and private feeds. */
export class Migration0020Calendar extends Migration {
  override name = '0020-calendar';

  up(): void {
    const statements = [
      `create table calendar_connections (
        id uuid primary key,
        org_id uuid not null references orgs,
        user_id uuid not null references users,
        provider text not null check (provider in ('google', 'outlook')),
        account_key text not null,
        account_email text,
        phase text not null check (phase in ('connected', 'disconnecting', 'reconnect_required', 'disconnected')),
        refresh_token text,
        access_token text,
        access_expires_at timestamptz,
        asked_seq bigint not null default 0,
        work_due_at timestamptz,
        sweep_at timestamptz,
        failures integer not null default 0,
        failing_since timestamptz,
        error text,
        last_synced_at timestamptz,
        drifts integer not null default 0,
        drifted_at timestamptz,
        lease_id uuid,
        lease_until timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint calendar_connections_account unique (user_id, provider, account_key),
        check (phase not in ('connected', 'disconnecting') or refresh_token is not null),
        check (phase <> 'disconnected' or (refresh_token is null and access_token is null))
      )`,
      `create unique index calendar_connections_current on calendar_connections (user_id, provider)
        where phase in ('connected', 'reconnect_required')`,
      `create index calendar_connections_org on calendar_connections (org_id)`,
      `create index calendar_connections_due on calendar_connections (work_due_at) where work_due_at is not null`,
      `create index calendar_connections_sweep on calendar_connections (sweep_at) where phase in ('connected', 'disconnecting')`,
      ...fence('calendar_connections'),

      `create table calendar_events (
        connection_id uuid not null references calendar_connections on delete cascade,
        ticket_id uuid not null,
        org_id uuid not null references orgs,
        phase text not null default 'absent' check (phase in ('absent', 'writing', 'present')),
        generation integer not null default 1,
        external_id text,
        etag text,
        hash text,
        ends_at timestamptz,
        asked bigint not null default 0,
        done bigint not null default 0,
        error text,
        written_at timestamptz,
        updated_at timestamptz not null,
        primary key (connection_id, ticket_id),
        check (phase <> 'present' or (external_id is not null and hash is not null))
      )`,
      `create index calendar_events_ticket on calendar_events (org_id, ticket_id)`,
      `create index calendar_events_todo on calendar_events (connection_id) where asked > done`,
      ...fence('calendar_events'),

      `create table calendar_feeds (
        user_id uuid primary key references users,
        org_id uuid not null references orgs,
        token_hash text not null constraint calendar_feeds_token unique,
        created_at timestamptz not null,
        last_read_at timestamptz
      )`,
      `create index calendar_feeds_org on calendar_feeds (org_id)`,
      ...fence('calendar_feeds'),
      ...lookup(
        'feed_of_token(hash text)',
        'table (user_id uuid, org_id uuid)',
        'select user_id, org_id from calendar_feeds where token_hash = hash',
      ),

      // Hands out what is due, each to one caller: it is due again at "again" where nobody finishes it until then.
      ...lookup(
        'calendar_due(at timestamptz, again timestamptz, most integer)',
        'table (id uuid, org_id uuid)',
        `update calendar_connections c set work_due_at = again
         from (select x.id from calendar_connections x join orgs o on o.id = x.org_id
               where o.status <> 'suspended' and x.phase in ('connected', 'disconnecting')
                 and (x.work_due_at <= at or (x.work_due_at is null and x.sweep_at <= at))
               order by coalesce(x.work_due_at, x.sweep_at) limit most for no key update of x skip locked) due
         where c.id = due.id returning c.id, c.org_id`,
      ),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
