import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import BullQueue, { type Job as BullJob, type Queue } from 'bull';
import { Config } from '../config/config.js';
import type { OrgId } from '../ids/ids.js';
import { logContext } from '../logging/log.js';
import { Metrics } from '../metrics/metrics.js';
import { RedisConnections } from './redis.js';
import { JOB_HANDLER } from './job-handler.decorator.js';
import { JobOutcomes } from './job-outcomes.js';
import { SECOND } from '../time/clock.js';
import { QUEUES, Unrecoverable, type Job, type JobContext, type JobResult, type QueueName } from './job.js';

interface HandedJob {
  id: string;
  orgId: OrgId;
  job: string;
  payload: object;
}
type Handler = (payload: object, context: JobContext) => Promise<JobResult>;
interface Registered {
  job: Job<object>;
  run: Handler;
}

/** Eight tries: at once, then after about 2, 4, 8 … 128 seconds, each with up to half of jitter. */
const ATTEMPTS = 8;
const CONCURRENCY: Record<QueueName, number> = { mail: 10, events: 10, calendar: 10 };

/**
 * The Bull queues, and the handlers that discovery finds. A job has exactly one handler: with two the process refuses
 * to start.
 */
@Injectable()
export class JobQueues implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobQueues.name);
  private readonly queues = new Map<QueueName, Queue>();
  private readonly running = new Set<Promise<void>>();
  private readonly registered = new Map<string, Registered>();

  constructor(
    private readonly config: Config,
    private readonly redis: RedisConnections,
    private readonly outcomes: JobOutcomes,
    private readonly metrics: Metrics,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    this.discover();
    for (const name of QUEUES) this.queues.set(name, this.open(name));
    if (this.config.role === 'api') return;
    for (const [name, queue] of this.queues) {
      // It rejects when the connection is closed before it was ready: a start that ends at once.
      queue
        .process(CONCURRENCY[name], (job: BullJob<HandedJob>) =>
          logContext.run({ jobId: job.data.id, orgId: job.data.orgId }, () => this.track(this.work(job))),
        )
        .catch((error: Error) => this.logger.debug(`queue ${name}: ${error.message}`));
    }
  }

  /**
   * Before anything that jobs use (database, mail server, Redis) is closed: the running ones end first. While Redis is away
   * Bull would wait for it, so only the work is; what came of it is written down in the outbox.
   */
  async beforeApplicationShutdown(): Promise<void> {
    if (await this.reachable()) {
      await this.whileReachable(Promise.allSettled([...this.queues.values()].map((queue) => queue.close())));
    }
    await Promise.allSettled(this.running);
  }

  /** Waits for something that asks Redis, for as long as Redis stays: Bull would wait for it for ever. Never throws. */
  async whileReachable(work: Promise<unknown>): Promise<void> {
    let over = false;
    const end = () => (over = true);
    const ending = work.then(end, end);
    while (!over && (await this.reachable())) await Promise.race([ending, pause(SECOND)]);
  }

  /** Whether Redis answers; `add` would wait for ever where it does not. */
  reachable(): Promise<boolean> {
    return this.redis.answers();
  }

  /** Every queue, for who looks through all of them. */
  all(): Iterable<Queue> {
    return this.queues.values();
  }

  /** The queue of a job by its name; undefined for one that this version does not know any more. */
  queueOf(job: string): QueueName | undefined {
    return this.registered.get(job)?.job.queue;
  }

  /** The names of a queue's jobs. */
  jobsOf(queue: QueueName): string[] {
    return [...this.registered.values()].filter(({ job }) => job.queue === queue).map(({ job }) => job.name);
  }

  /** Takes a job out of its queue, so that it can be handed over anew. Throws while a worker holds it. */
  async forget(job: string, id: string): Promise<void> {
    const name = this.queueOf(job);
    await (name && (await this.queues.get(name)?.getJob(id)))?.remove();
  }

  async hand(jobs: readonly HandedJob[]): Promise<void> {
    const byQueue = new Map<QueueName, { name: string; data: HandedJob; opts: { jobId: string } }[]>();
    for (const data of jobs) {
      const known = this.registered.get(data.job);
      if (!known) {
        this.logger.error(`nothing handles ${data.job}`);
        continue;
      }
      const bulk = byQueue.get(known.job.queue) ?? [];
      // `__default__` is Bull's name for unnamed jobs: one process function a queue, which looks the handler up.
      bulk.push({ name: '__default__', data, opts: { jobId: data.id } });
      byQueue.set(known.job.queue, bulk);
    }
    await Promise.all([...byQueue].map(async ([name, bulk]) => this.queues.get(name)?.addBulk(bulk)));
  }

  private open(name: QueueName): Queue {
    const queue = new BullQueue(name, {
      prefix: 'muster',
      createClient: (type) => this.redis.create(type),
      defaultJobOptions: {
        attempts: ATTEMPTS,
        backoff: { type: 'jittered' },
        removeOnComplete: true,
        // The outbox keeps what was abandoned. Where that could not be written down either (an outage of the database), a
        // job that stayed here would keep its entry from being handed over again.
        removeOnFail: true,
      },
      settings: {
        backoffStrategies: {
          jittered: (attempt: number) => Math.round(1_000 * 2 ** attempt * (0.75 + Math.random() * 0.5)),
        },
        // A worker that was killed is noticed within seconds, and being killed a few times is no reason to give up.
        lockDuration: 15_000,
        stalledInterval: 5_000,
        maxStalledCount: 10,
      },
    });
    queue.on('error', (error) => this.logger.debug(`queue ${name}: ${error.message}`));
    return queue;
  }

  private track(work: Promise<void>): Promise<void> {
    const ended = work.finally(() => this.running.delete(ended));
    this.running.add(ended);
    return ended;
  }

  private async work(bullJob: BullJob<HandedJob>): Promise<void> {
    const { id, orgId, job: name, payload } = bullJob.data;
    const known = this.registered.get(name);
    if (!known) throw new Error(`nothing handles ${name}`);
    const attempt = bullJob.attemptsMade + 1;
    const lastAttempt = attempt >= (bullJob.opts.attempts ?? 1);
    try {
      const result = await known.run(known.job.parse(payload), { id, orgId, attempt, lastAttempt });
      if (result === 'parked') await this.outcomes.park(orgId, id);
      else await this.outcomes.finish(orgId, id, 'done');
      this.metrics.jobs.inc({ job: name, outcome: result });
    } catch (error) {
      const final = error instanceof Unrecoverable;
      this.metrics.jobs.inc({ job: name, outcome: final || lastAttempt ? 'abandoned' : 'failed' });
      this.logger.warn(
        { job: name, attempt, final: final || lastAttempt, reason: (error as Error).message },
        'a job failed',
      );
      if (final || lastAttempt) await this.outcomes.finish(orgId, id, 'abandoned', (error as Error).message);
      else await this.outcomes.failed(orgId, id, (error as Error).message);
      if (!final) throw error;
    }
  }

  private discover(): void {
    for (const wrapper of this.discovery.getProviders()) {
      const instance = wrapper.instance as object | undefined;
      const prototype = instance && (Object.getPrototypeOf(instance) as object | null);
      if (!instance || !prototype || typeof instance !== 'object') continue;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const run = (prototype as Record<string, unknown>)[method];
        const job =
          typeof run === 'function' ? (Reflect.getMetadata(JOB_HANDLER, run) as Job<object> | undefined) : undefined;
        if (!job) continue;
        if (this.registered.has(job.name)) throw new Error(`${job.name} has two handlers`);
        this.registered.set(job.name, { job, run: (run as Handler).bind(instance) });
      }
    }
  }
}
