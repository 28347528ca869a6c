import { Migration } from '@mikro-orm/migrations';
import { fence, lookup } from '../shared/tenancy/fence.js';

/** Organizations, users, sessions, and the look-ups that sign-in needs before it knows the organization. */
export class Migration0002People extends Migration {
  override name = '0002-people';

  up(): void {
    const statements = [
      `create table orgs (
        id uuid primary key,
        name text not null check (char_length(name) between 1 and 120),
        slug text not null constraint orgs_slug_key unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'),
        plan text not null default 'free' check (plan in ('free', 'starter', 'pro', 'enterprise')),
        status text not null default 'active' check (status in ('active', 'suspended', 'deleting')),
        suspended_reason text,
        time_zone text not null default 'UTC',
        currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
        last_activity_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`,
      ...fence('orgs', {
        column: 'id',
        grant: 'select, insert, update (name, time_zone, currency, last_activity_at, updated_at)',
      }),

      `create table users (
        id uuid primary key,
        org_id uuid not null references orgs,
        name text not null check (char_length(name) between 1 and 120),
        email text not null,
        email_key text not null constraint users_email_key unique,
        role text not null check (role in ('admin', 'technician', 'viewer')),
        status text not null check (status in ('invited', 'active', 'deactivated')),
        password_hash text,
        must_change_password boolean not null default false,
        mfa_enabled boolean not null default false,
        backup_codes_left integer not null default 0,
        access_epoch integer not null default 0,
        avatar_key text,
        onboarding_status text not null default 'pending' check (onboarding_status in ('pending', 'completed')),
        onboarding_step text,
        last_sign_in_method text check (last_sign_in_method in ('magic_link', 'password', 'google', 'microsoft')),
        last_sign_in_at timestamptz,
        activated_at timestamptz,
        deactivated_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((last_sign_in_method is null) = (last_sign_in_at is null))
      )`,
      `create index users_org_page on users (org_id, id)`,
      `create index users_org_admins on users (org_id) where role = 'admin' and status = 'active'`,
      ...fence('users'),

      `create table sessions (
        id uuid primary key,
        org_id uuid not null references orgs,
        user_id uuid not null references users,
        method text not null check (method in ('magic_link', 'password', 'google', 'microsoft')),
        epoch integer not null,
        ip text,
        user_agent text,
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        authenticated_at timestamptz not null,
        ended_at timestamptz
      )`,
      `create index sessions_user on sessions (user_id, id) where ended_at is null`,
      `create index sessions_org on sessions (org_id)`,
      ...fence('sessions'),

      // Whoever writes a status or a password, by whatever path: every session, link and challenge made before is dead,
      // because each carries the epoch of its making.
      `create function users_bump_epoch() returns trigger language plpgsql as $$ begin
        if (new.status = 'deactivated' and old.status <> 'deactivated')
          or new.password_hash is distinct from old.password_hash then
          new.access_epoch := old.access_epoch + 1;
        end if;
        return new;
      end $$`,
      `create trigger users_bump_epoch before update on users for each row execute function users_bump_epoch()`,

      // What a process remembers of a session is forgotten when any of its three rows changes: the notice leaves with
      // the commit, from the only place that no writer can go round.
      `create function notify_access() returns trigger language plpgsql as $$ begin
        perform pg_notify('muster_access', tg_argv[0] || ':' || old.id);
        return null;
      end $$`,
      `create trigger users_notify_access after update or delete on users for each row execute function notify_access('user')`,
      `create trigger sessions_notify_access after update of epoch, ended_at, authenticated_at or delete on sessions
        for each row execute function notify_access('session')`,
      `create trigger orgs_notify_access after update of name, slug, plan, status, suspended_reason, time_zone, currency or delete on orgs
        for each row execute function notify_access('org')`,

      ...lookup(
        'access_of_session(session uuid)',
        'jsonb',
        `select jsonb_build_object(
          'session', jsonb_build_object('id', s.id, 'method', s.method, 'createdAt', s.created_at,
            'lastSeenAt', s.last_seen_at, 'authenticatedAt', s.authenticated_at),
          'user', jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'status', u.status,
            'avatarKey', u.avatar_key, 'hasPassword', u.password_hash is not null, 'mustChangePassword', u.must_change_password,
            'mfaEnabled', u.mfa_enabled, 'backupCodesLeft', u.backup_codes_left,
            'lastSignInMethod', u.last_sign_in_method, 'lastSignInAt', u.last_sign_in_at,
            'onboardingStatus', u.onboarding_status, 'onboardingStep', u.onboarding_step),
          'org', jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'plan', o.plan, 'status', o.status,
            'timeZone', o.time_zone, 'currency', o.currency))
        from sessions s join users u on u.id = s.user_id join orgs o on o.id = s.org_id
        where s.id = session and s.ended_at is null and s.epoch = u.access_epoch`,
      ),
      ...lookup(
        'org_of_name(named text, by_id uuid)',
        'uuid',
        'select id from orgs where slug = named or id = by_id limit 1',
      ),
      ...lookup(
        'account_of_email(key text)',
        'table (user_id uuid, org_id uuid)',
        'select id, org_id from users where email_key = key',
      ),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
