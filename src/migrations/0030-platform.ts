import { Migration } from '@mikro-orm/migrations';
import { lookup } from '../shared/tenancy/fence.js';

/** What the System Admin panel lists by, when an organization was last used, and parked work that goes on by itself. */
export class Migration0030Platform extends Migration {
  override name = '0030-platform';

  up(): void {
    const statements = [
      `create index orgs_activity on orgs ((coalesce(last_activity_at, created_at)) desc, id desc)`,

      // From the only place that every sign-in and every used session passes. An organization's row is written at most
      // once a minute, and nobody waits for it: who finds it locked leaves it to the next.
      `create function sessions_org_activity() returns trigger language plpgsql as $$ begin
        update orgs set last_activity_at = new.last_seen_at where id =
          (select o.id from orgs o where o.id = new.org_id
             and (o.last_activity_at is null or o.last_activity_at < new.last_seen_at - interval '1 minute')
           for no key update skip locked);
        return null;
      end $$`,
      `create trigger sessions_org_activity after insert or update of last_seen_at on sessions
        for each row execute function sessions_org_activity()`,

      `create index audit_log_all_action on audit_log (action, id desc)`,
      `create index audit_log_all_actor on audit_log (actor_id, id desc)`,
      `create index audit_log_all_target on audit_log (target_id, id desc)`,

      `create index outbox_parked on outbox (org_id) where parked and finished_at is null`,
      `create index outbox_abandoned on outbox (id desc) where outcome = 'abandoned'`,
      ...lookup(
        'outbox_unpark(most integer)',
        'bigint',
        `with freed as (update outbox set parked = false where id in
           (select x.id from outbox x join orgs o on o.id = x.org_id
            where x.parked and x.finished_at is null and o.status = 'active' limit most for update of x skip locked)
           returning 1) select count(*) from freed`,
      ),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
