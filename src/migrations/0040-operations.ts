import { Migration } from '@mikro-orm/migrations';
import { lookup } from '../shared/tenancy/fence.js';

/** What the metrics ask of the outbox of all organizations: numbers, no rows. */
export class Migration0040Operations extends Migration {
  override name = '0040-operations';

  up(): void {
    const statements = lookup(
      'outbox_backlog(at timestamptz)',
      'table (job text, open bigint, oldest_seconds double precision)',
      `select o.job, count(*), extract(epoch from at - min(o.created_at))::float8
       from outbox o where o.finished_at is null and not o.parked group by o.job`,
    );
    for (const statement of statements) this.addSql(statement);
  }
}
