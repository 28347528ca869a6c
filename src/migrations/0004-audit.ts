import { Migration } from '@mikro-orm/migrations';
import { fence } from '../shared/tenancy/fence.js';

/** The audit log: append-only by grant and by trigger; only the deletion of an organization takes its rows. */
export class Migration0004Audit extends Migration {
  override name = '0004-audit';

  up(): void {
    const statements = [
      `create table audit_log (
        id uuid primary key,
        org_id uuid not null,
        at timestamptz not null,
        action text not null,
        actor_id uuid,
        actor_name text,
        target_type text,
        target_id uuid,
        target_name text,
        ip text,
        request_id text,
        details jsonb not null default '{}'
      )`,
      `create index audit_log_org on audit_log (org_id, id desc)`,
      `create index audit_log_action on audit_log (org_id, action, id desc)`,
      `create index audit_log_actor on audit_log (org_id, actor_id, id desc)`,
      `create index audit_log_target on audit_log (org_id, target_id, id desc)`,
      ...fence('audit_log', { grant: 'select, insert' }),
      `revoke update on audit_log from muster_system`,
      `create function audit_log_append_only() returns trigger language plpgsql as $$ begin
        if tg_op = 'DELETE' and current_setting('app.deleting_org', true) = old.org_id::text then return old; end if;
        raise exception 'the audit log is append-only';
      end $$`,
      `create trigger audit_log_append_only before update or delete on audit_log for each row execute function audit_log_append_only()`,
      `create trigger audit_log_no_truncate before truncate on audit_log execute function audit_log_append_only()`,
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
