import { Migration } from '@mikro-orm/migrations';
import { MIGRATIONS_TABLE, TENANT_ROLE } from '../shared/tenancy/fence.js';
import { SYSTEM_ROLE } from '../shared/tenancy/system-role.js';

/** The two unprivileged roles. They belong to the cluster, so they may be there already, also made by an operator. */
export class Migration0001Roles extends Migration {
  override name = '0001-roles';

  up(): void {
    for (const role of [TENANT_ROLE, SYSTEM_ROLE]) {
      this.addSql(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role} nologin nosuperuser nobypassrls;
        end if;
        if not pg_has_role(current_user, '${role}', 'member') then
          grant ${role} to current_user;
        end if;
        if current_setting('server_version_num')::int >= 160000 then
          if not pg_has_role(current_user, '${role}', 'set') then
            execute 'grant ${role} to current_user with set true';
          end if;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
      this.addSql(`grant usage on schema public to ${role}`);
      // Readiness compares what was applied with what this build knows.
      this.addSql(`grant select on ${MIGRATIONS_TABLE} to ${role}`);
    }
  }
}
