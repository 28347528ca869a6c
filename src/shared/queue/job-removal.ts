import { Injectable } from '@nestjs/common';
import type { Job as BullJob } from 'bull';
import type { OrgId } from '../ids/ids.js';
import { JobQueues } from './job-queues.js';

const STATES = ['waiting', 'active', 'delayed', 'paused'] as const;
const PAGE = 500;

/** Takes an organization's jobs out of the queues, which keep none that has ended. */
@Injectable()
export class JobRemoval {
  constructor(private readonly queues: JobQueues) {}

  /** Answers how many there were. Throws while one of them is being worked on, and while Redis is away. */
  async removeAll(orgId: OrgId): Promise<number> {
    if (!(await this.queues.reachable())) throw new Error('Redis does not answer');
    let removed = 0;
    let busy = 0;
    for (const queue of this.queues.all()) {
      const found = new Map<string, BullJob<{ orgId?: string }>>();
      for (const state of STATES) {
        for (let from = 0; ; from += PAGE) {
          const page = (await queue.getJobs([state], from, from + PAGE - 1)) as (BullJob<{ orgId?: string }> | null)[];
          for (const job of page) if (job?.data.orgId === orgId) found.set(String(job.id), job);
          if (page.length < PAGE) break;
        }
      }
      for (const job of found.values()) {
        // A job that a worker holds cannot be removed; it ends by itself, as it finds its organization gone.
        await job.remove().then(
          () => removed++,
          () => busy++,
        );
      }
    }
    if (busy > 0) throw new Error(`${busy} jobs are being worked on`);
    return removed;
  }
}
