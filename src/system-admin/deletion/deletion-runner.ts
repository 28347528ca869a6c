import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import { Config } from '../../shared/config/config.js';
import { Clock, SECOND } from '../../shared/time/clock.js';
import { SystemDb } from '../system-db.js';
import { DeletionLedger, type Deletion, type LedgerStep } from './deletion-ledger.js';
import { OutsideSteps } from './deletion-steps.js';
import { tenantTables } from './tenant-tables.js';

const LOOK_AGAIN = SECOND;
/** Rows in one transaction: short enough that nobody waits for it, and that a kill loses little. */
const BATCH = 2_000;
export const TABLE = 'table:';
export const LAST_STEP = 'organization';

/**
 * Works off the ledgers of deletions, in any process with a worker, one at a time for each deletion: a lock of the
 * database's says whose, and ends with the process that held it. Rows go in the same transaction as the count of them, so
 * whoever takes over goes on with the very next row and the receipt is exact.
 */
@Injectable()
export class DeletionRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeletionRunner.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly db: SystemDb,
    private readonly clock: Clock,
    private readonly ledger: DeletionLedger,
    private readonly outside: OutsideSteps,
    private readonly audit: AuditRecorder,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.tick();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private tick(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run()
        .catch((error: Error) => this.logger.warn(`deletions wait: ${error.message}`))
        .then(() => this.tick());
    }, LOOK_AGAIN);
  }

  private async run(): Promise<void> {
    for (const deletion of await this.ledger.unfinished()) {
      await this.db.exclusively(`org_deletion ${deletion.id}`, () => this.advance(deletion));
    }
  }

  private async advance(deletion: Deletion): Promise<void> {
    for (const step of await this.ledger.steps(deletion.id)) {
      if (this.stopped) return;
      if (step.finished_at) continue;
      await this.ledger.begin(deletion.id, step.position);
      try {
        if (step.name === LAST_STEP) await this.last(deletion);
        else if (step.name.startsWith(TABLE)) await this.emptyTable(deletion, step);
        else await this.runOutside(deletion, step);
      } catch (error) {
        this.logger.warn(`the deletion of ${deletion.deleted_org} waits at ${step.name}: ${(error as Error).message}`);
        await this.ledger.fail(deletion.id, step.position, error as Error);
        return;
      }
    }
  }

  private async runOutside(deletion: Deletion, { name, position, expected, started_at }: LedgerStep): Promise<void> {
    const step = this.outside.all.find((one) => one.name === name);
    // Planned by a release that had it; what it would have done is not known here any more.
    if (!step) throw new Error(`nothing does the step ${name}`);
    const startedAt = started_at ? new Date(started_at) : this.clock.now();
    const done = await step.run(deletion.deleted_org, { expected, startedAt });
    await this.ledger.finish(deletion.id, position, done);
  }

  private async emptyTable(deletion: Deletion, step: LedgerStep): Promise<void> {
    const table = step.name.slice(TABLE.length);
    for (;;) {
      if (this.stopped) return;
      const gone = await this.db.inOrg(deletion.deleted_org, (em) => this.deleteRows(em, deletion, table, BATCH));
      if (gone < BATCH) break;
    }
    await this.ledger.finish(deletion.id, step.position);
  }

  /** What came in between goes with the organization itself: its row is locked, so nothing can refer to it any more. */
  private async last(deletion: Deletion): Promise<void> {
    const tables = await tenantTables(this.db);
    await this.db.inOrg(deletion.deleted_org, async (em) => {
      await em.execute('select 1 from orgs where id = ? for update', [deletion.deleted_org]);
      for (const table of tables) await this.deleteRows(em, deletion, table, null);
      await em.execute('delete from orgs where id = ?', [deletion.deleted_org]);
    });
    await this.db.inOrg(deletion.platform_org, async (em) => {
      // Work that was under way may have written a last row into a table that refers to nothing.
      for (const table of tables) await this.deleteRows(em, deletion, table, null);
      const now = this.clock.now();
      await em.execute('update org_deletion_steps set finished_at = ?, done = 1 where deletion_id = ? and name = ?', [
        now,
        deletion.id,
        LAST_STEP,
      ]);
      const finished = await em.execute<object[]>(
        'update org_deletions set finished_at = ? where id = ? and finished_at is null returning id',
        [now, deletion.id],
      );
      if (finished.length === 0) return;
      const counts = await em.execute<{ name: string; done: string }[]>(
        'select name, done from org_deletion_steps where deletion_id = ? and done > 0 order by position',
        [deletion.id],
      );
      this.audit.record(em, {
        action: 'org.deleted',
        actor: { userId: deletion.requested_by, name: deletion.requested_name },
        origin: null,
        target: { type: 'org', id: deletion.deleted_org, name: deletion.name },
        details: Object.fromEntries(counts.map(({ name, done }) => [name.replace(TABLE, ''), Number(done)])),
      });
    });
  }

  /** With their count in the ledger, in one transaction. `most` null: all of them. */
  private async deleteRows(em: EntityManager, deletion: Deletion, table: string, most: number | null): Promise<number> {
    await em.execute(`select set_config('app.deleting_org', ?, true)`, [deletion.deleted_org]);
    const [row] = await em.execute<{ gone: string }[]>(
      `with gone as (delete from ${table} where org_id = ? and ctid = any(array(select ctid from ${table} where org_id = ? limit ?))
         returning 1)
       select count(*) as gone from gone`,
      [deletion.deleted_org, deletion.deleted_org, most],
    );
    const gone = Number(row?.gone ?? 0);
    if (gone > 0) {
      await em.execute('update org_deletion_steps set done = done + ? where deletion_id = ? and name = ?', [
        gone,
        deletion.id,
        TABLE + table,
      ]);
    }
    return gone;
  }
}
