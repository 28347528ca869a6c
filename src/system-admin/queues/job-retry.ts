import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index.js';
import { MailPromises } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { JobQueues } from '../../shared/queue/job-queues.js';
import { systemFail } from '../system-admin.errors.js';
import { SystemDb } from '../system-db.js';

interface Abandoned {
  org_id: OrgId;
  job: string;
  outcome: 'done' | 'abandoned' | null;
}

/** Gives a job that was abandoned its eight tries anew. */
@Injectable()
export class JobRetry {
  constructor(
    private readonly db: SystemDb,
    private readonly queues: JobQueues,
    private readonly mails: MailPromises,
    private readonly audit: AuditRecorder,
  ) {}

  /** 404, 409 `job_not_abandoned` also for the second of two who ask at once, 503 `unavailable` while Redis is away. */
  async retry(actor: Actor, id: string): Promise<void> {
    const [entry] = await this.db.query<Abandoned>(
      { name: 'system_job', text: 'select org_id, job, outcome from outbox where id = $1' },
      [id],
    );
    if (!entry) throw fail('not_found');
    if (entry.outcome !== 'abandoned') throw systemFail('job_not_abandoned');
    if (!(await this.queues.reachable())) throw fail('unavailable');
    await this.db.inOrg(entry.org_id, async (em) => {
      const [renewed] = await em.execute<{ payload: object }[]>(
        `update outbox set finished_at = null, outcome = null, error = null, dispatched_at = null, leased_until = null
         where id = ? and outcome = 'abandoned' returning payload`,
        [id],
      );
      if (!renewed) throw systemFail('job_not_abandoned');
      // A queue that still has the job under its id would take the new one for a double. Here, though Redis is asked within a
      // transaction: before it, the second of two would take away what was handed over for the first; after it, the relay's.
      await this.queues.forget(entry.job, id).catch(() => {
        throw systemFail('job_not_abandoned');
      });
      await this.mails.renew(em, entry.job, renewed.payload);
      this.audit.record(em, { action: 'job.retried', actor, origin: actor.origin, details: { job: entry.job, id } });
    });
  }
}
