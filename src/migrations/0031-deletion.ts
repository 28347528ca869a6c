import { Migration } from '@mikro-orm/migrations';
import { SYSTEM_ROLE } from '../shared/tenancy/system-role.js';

/**
 * The ledger of deletions, which is their receipt in the end: the platform's, so no tenant has a right in it. Their
 * organization's id is kept under another name than `org_id`, because it names no tenant any more.
 */
export class Migration0031Deletion extends Migration {
  override name = '0031-deletion';

  up(): void {
    const statements = [
      `create table org_deletions (
        id uuid primary key,
        deleted_org uuid not null constraint org_deletions_org_key unique,
        name text not null,
        platform_org uuid not null,
        requested_by uuid not null,
        requested_name text not null,
        requested_at timestamptz not null,
        finished_at timestamptz
      )`,
      `create index org_deletions_open on org_deletions (id) where finished_at is null`,
      `create table org_deletion_steps (
        deletion_id uuid not null references org_deletions,
        position integer not null,
        name text not null,
        expected bigint,
        done bigint not null default 0,
        started_at timestamptz,
        finished_at timestamptz,
        error text,
        primary key (deletion_id, position),
        constraint org_deletion_steps_name_key unique (deletion_id, name)
      )`,
      ...['org_deletions', 'org_deletion_steps'].map(
        (table) => `grant select, insert, update on ${table} to ${SYSTEM_ROLE}`,
      ),

      // What a row that goes is checked against: without these each user's deletion reads whole tables.
      `create index sessions_of_user on sessions (user_id)`,
      `create index links_of_user on links (user_id)`,
      `create index links_by_creator on links (created_by) where created_by is not null`,
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
