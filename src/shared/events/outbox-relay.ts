import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from 'pg';
import { Config } from '../config/config.js';
import type { OrgId } from '../ids/ids.js';
import { JobQueues } from '../queue/job-queues.js';
import { listeningClient } from '../tenancy/listening-client.js';
import { TenantDb } from '../tenancy/tenant-db.js';
import { Clock, DAY, MINUTE, SECOND } from '../time/clock.js';

const BATCH = 200;
const LEASE = 30 * SECOND;
/** A job that was handed over this long ago and did not come back is handed over again; the queue ignores a double. */
const HAND_OVER_AGAIN = 10 * MINUTE;
const KEEP_FINISHED = 7 * DAY;

/**
 * Hands outbox entries to the queue, as soon as a commit tells of them and every few seconds besides. Rows are leased,
 * so any number of relays may run; a crash between lease and hand-over costs the lease's time and nothing else.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxRelay.name);
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: TenantDb,
    private readonly queues: JobQueues,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    void this.listen();
    this.tick();
  }

  /** First of all: what it would hand over now waits in the table, and the queues close after it. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
    if (this.running) await this.queues.whileReachable(this.running);
  }

  /** Hands over what is due; calls during a run make it run once more. */
  drain(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (this.again && !this.stopped) {
        this.again = false;
        void this.drain().catch((error: Error) => this.logger.warn(`the outbox waits: ${error.message}`));
      }
    });
    return this.running;
  }

  private async run(): Promise<void> {
    for (;;) {
      if (this.stopped || !(await this.queues.reachable())) return;
      const due = await this.db.lookup<{ id: string; org_id: OrgId; job: string; payload: object }>('outbox_lease', [
        this.clock.now(),
        this.clock.in(LEASE),
        this.clock.in(-HAND_OVER_AGAIN),
        BATCH,
      ]);
      if (due.length === 0) return;
      await this.queues.hand(due.map((row) => ({ id: row.id, orgId: row.org_id, job: row.job, payload: row.payload })));
      await this.db.lookup('outbox_dispatched', [due.map((row) => row.id), this.clock.now()]);
    }
  }

  private tick(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      // Whatever way an organization became active again, and also where a job was parked just after that.
      void this.db
        .lookup('outbox_unpark', [1_000])
        .then(() => this.drain())
        .then(() => this.db.lookup('outbox_forget', [this.clock.in(-KEEP_FINISHED), 1_000]))
        .catch((error: Error) => this.logger.warn(`the outbox waits: ${error.message}`))
        .finally(() => this.tick());
    }, 2 * SECOND);
  }

  private async listen(): Promise<void> {
    const client = listeningClient(this.config.databaseUrl);
    this.client = client;
    const lost = () => {
      if (!this.stopped && this.client === client) setTimeout(() => void this.listen(), SECOND).unref();
      this.client = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on(
      'notification',
      () => void this.drain().catch((error: Error) => this.logger.warn(`the outbox waits: ${error.message}`)),
    );
    await client
      .connect()
      .then(() => client.query('listen muster_outbox'))
      .catch(lost);
  }
}
