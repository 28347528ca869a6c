import { Migration } from '@mikro-orm/migrations';
import { fence, lookup } from '../shared/tenancy/fence.js';

/** Accounts at Google and Microsoft, second factors, and the challenges between the two halves of a sign-in. */
export class Migration0005SignIn extends Migration {
  override name = '0005-sign-in';

  up(): void {
    const statements = [
      `create table identities (
        id uuid primary key,
        org_id uuid not null references orgs,
        user_id uuid not null references users,
        provider text not null check (provider in ('google', 'microsoft')),
        subject text not null,
        email text,
        created_at timestamptz not null,
        constraint identities_subject_key unique (provider, subject),
        constraint identities_user_key unique (user_id, provider)
      )`,
      `create index identities_org on identities (org_id)`,
      ...fence('identities'),
      ...lookup(
        'account_of_identity(at_provider text, key text)',
        'table (user_id uuid, org_id uuid)',
        'select user_id, org_id from identities where provider = at_provider and subject = key',
      ),

      `create table totp_factors (
        user_id uuid primary key references users,
        org_id uuid not null references orgs,
        secret text not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        last_step bigint,
        check ((confirmed_at is null) = (last_step is null))
      )`,
      `create index totp_factors_org on totp_factors (org_id)`,
      ...fence('totp_factors'),

      `create table backup_codes (
        id uuid primary key,
        org_id uuid not null references orgs,
        user_id uuid not null references users,
        hash text not null,
        created_at timestamptz not null,
        used_at timestamptz,
        constraint backup_codes_hash_key unique (user_id, hash)
      )`,
      `create index backup_codes_org on backup_codes (org_id)`,
      ...fence('backup_codes'),

      `create table challenges (
        id uuid primary key,
        org_id uuid not null references orgs,
        user_id uuid not null references users,
        token_hash text not null constraint challenges_token_key unique,
        method text not null check (method in ('magic_link', 'password', 'google', 'microsoft')),
        epoch integer not null,
        tries integer not null default 0,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        finished_at timestamptz
      )`,
      `create index challenges_user on challenges (user_id)`,
      `create index challenges_org on challenges (org_id)`,
      ...fence('challenges'),
      ...lookup(
        'challenge_of_token(hash text)',
        'table (id uuid, org_id uuid, user_id uuid)',
        'select id, org_id, user_id from challenges where token_hash = hash',
      ),

      // Where password sign-in looks: one statement whether there is such an account or not.
      ...lookup(
        'password_of_email(key text)',
        'table (user_id uuid, org_id uuid, password_hash text)',
        'select id, org_id, password_hash from users where email_key = key',
      ),

      // The trips to a provider that came back. Nobody but the function touches the table.
      `create table oidc_flows (mark text primary key, expires_at timestamptz not null)`,
      ...lookup(
        'use_oidc_flow(flow text, at timestamptz, until timestamptz)',
        'boolean',
        `with gone as (delete from oidc_flows where expires_at < at),
              used as (insert into oidc_flows values (flow, until) on conflict do nothing returning 1)
         select exists (select from used)`,
      ),

      // The code that confirms a session is a link of which only the code is mailed.
      `alter table links drop constraint links_purpose_check,
        add constraint links_purpose_check check (purpose in ('magic_link', 'invite', 'admin_link', 'sign_up', 'confirm'))`,

      // A hash made anew at sign-in is the same password: nothing dies of it.
      `create or replace function users_bump_epoch() returns trigger language plpgsql as $$ begin
        if (new.status = 'deactivated' and old.status <> 'deactivated')
          or (new.password_hash is distinct from old.password_hash
            and coalesce(current_setting('app.rehash', true), '') <> old.id::text) then
          new.access_epoch := old.access_epoch + 1;
        end if;
        return new;
      end $$`,
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
