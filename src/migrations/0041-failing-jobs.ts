import { Migration } from '@mikro-orm/migrations';

/** What the platform's page of queues lists beside the abandoned jobs: those that failed and are tried again. */
export class Migration0041FailingJobs extends Migration {
  override name = '0041-failing-jobs';

  up(): void {
    this.addSql(
      `create index outbox_failing on outbox (id desc) where error is not null and finished_at is null and not parked`,
    );
  }
}
