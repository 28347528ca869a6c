import { Migration } from '@mikro-orm/migrations';
import { fence, lookup } from '../shared/tenancy/fence.js';

/**
 * Mailed links, mails, the outbox. Their `org_id` has no foreign key: a sign-up's link and mail carry the id of the
 * organization that using the link will create.
 */
export class Migration0003Mail extends Migration {
  override name = '0003-mail';

  up(): void {
    const statements = [
      `create table links (
        id uuid primary key,
        org_id uuid not null,
        user_id uuid references users,
        purpose text not null check (purpose in ('magic_link', 'invite', 'admin_link', 'sign_up')),
        epoch integer not null,
        browser_hash text,
        code_tries integer not null default 0,
        sign_up jsonb,
        created_by uuid references users,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        consumed_at timestamptz,
        replaced_at timestamptz,
        check ((purpose = 'sign_up') = (user_id is null)),
        check ((purpose = 'sign_up') = (sign_up is not null))
      )`,
      `create index links_user on links (user_id, id) where consumed_at is null and replaced_at is null`,
      `create index links_browser on links (browser_hash) where consumed_at is null and replaced_at is null`,
      `create index links_org on links (org_id)`,
      ...fence('links'),
      ...lookup('org_of_link(link uuid)', 'uuid', 'select org_id from links where id = link'),
      ...lookup(
        'links_of_browser(hash text, at timestamptz)',
        'table (id uuid, org_id uuid)',
        `select id, org_id from links
         where browser_hash = hash and consumed_at is null and replaced_at is null and expires_at > at order by id desc limit 3`,
      ),

      `create table mails (
        id uuid primary key,
        org_id uuid not null,
        template text not null,
        user_id uuid references users,
        link_id uuid references links,
        data jsonb not null default '{}',
        state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'abandoned', 'dropped')),
        attempts integer not null default 0,
        error text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        sent_at timestamptz
      )`,
      `create index mails_link on mails (link_id)`,
      `create index mails_org on mails (org_id, id)`,
      `create index mails_user on mails (user_id)`,
      ...fence('mails'),

      `create table outbox (
        id uuid primary key,
        org_id uuid not null,
        job text not null,
        payload jsonb not null,
        created_at timestamptz not null,
        leased_until timestamptz,
        dispatched_at timestamptz,
        parked boolean not null default false,
        finished_at timestamptz,
        outcome text check (outcome in ('done', 'abandoned')),
        error text
      )`,
      `create index outbox_open on outbox (id) where finished_at is null and not parked`,
      `create index outbox_org on outbox (org_id, id)`,
      `create index outbox_finished on outbox (finished_at) where finished_at is not null`,
      ...fence('outbox'),
      `create function notify_outbox() returns trigger language plpgsql as $$ begin
        perform pg_notify('muster_outbox', '');
        return null;
      end $$`,
      `create trigger outbox_notify after insert on outbox for each statement execute function notify_outbox()`,
      // Rows whose job was handed over long ago and never came back are handed over again: the job's id is the row's,
      // so a queue that still has it ignores the second.
      ...lookup(
        'outbox_lease(at timestamptz, until timestamptz, again timestamptz, most integer)',
        'table (id uuid, org_id uuid, job text, payload jsonb)',
        `update outbox o set leased_until = until
         from (select x.id from outbox x
               where x.finished_at is null and not x.parked and (x.leased_until is null or x.leased_until < at)
                 and (x.dispatched_at is null or x.dispatched_at < again)
               order by x.id limit most for update skip locked) due
         where o.id = due.id returning o.id, o.org_id, o.job, o.payload`,
      ),
      ...lookup(
        'outbox_dispatched(ids uuid[], at timestamptz)',
        'void',
        'update outbox set dispatched_at = at where id = any(ids)',
      ),
      ...lookup(
        'outbox_forget(before timestamptz, most integer)',
        'bigint',
        `with gone as (delete from outbox where id in
           (select id from outbox where finished_at < before limit most) returning 1) select count(*) from gone`,
      ),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
