import { Migration } from '@mikro-orm/migrations';

/** The assignment list is asked for by every picker, by name. */
export class Migration0010Assignable extends Migration {
  override name = '0010-assignable';

  up(): void {
    this.addSql(
      `create index users_assignable on users (org_id, lower(name), id)
       where status = 'active' and role in ('admin', 'technician')`,
    );
  }
}
