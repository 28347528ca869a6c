import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { JobQueues } from '../queue/job-queues.js';
import { TenantDb } from '../tenancy/tenant-db.js';
import { Clock } from '../time/clock.js';
import { Metrics } from './metrics.js';

interface OpenWork {
  job: string;
  open: string;
  oldest_seconds: number;
}

/** How much work waits, asked when somebody looks. What cannot be asked, because its server is away, is left out. */
@Injectable()
export class BacklogMetrics {
  constructor(metrics: Metrics, queues: JobQueues, db: TenantDb, clock: Clock) {
    const registers = [metrics.registry];
    let asked: Promise<OpenWork[]> | undefined;
    /** Both gauges of one look are told by one query. */
    const openWork = () =>
      (asked ??= db
        .lookup<OpenWork>('outbox_backlog', [clock.now()])
        .catch(() => [])
        .finally(() => (asked = undefined)));
    new Gauge({
      name: 'muster_queue_jobs',
      help: 'Jobs in the queue, by state',
      labelNames: ['queue', 'state'],
      registers,
      async collect() {
        this.reset();
        if (!(await queues.reachable())) return;
        for (const queue of queues.all()) {
          const { waiting, active, delayed } = await queue.getJobCounts();
          for (const [state, jobs] of Object.entries({ waiting, active, delayed })) {
            this.set({ queue: queue.name, state }, jobs);
          }
        }
      },
    });
    new Gauge({
      name: 'muster_outbox_open',
      help: 'Promised work that is not finished, by job; what waits for a suspended organization is not counted',
      labelNames: ['job'],
      registers,
      async collect() {
        this.reset();
        for (const { job, open } of await openWork()) this.set({ job }, Number(open));
      },
    });
    new Gauge({
      name: 'muster_outbox_oldest_seconds',
      help: 'Age of the oldest promised work that is not finished, by job',
      labelNames: ['job'],
      registers,
      async collect() {
        this.reset();
        for (const { job, oldest_seconds } of await openWork()) this.set({ job }, oldest_seconds);
      },
    });
  }
}
