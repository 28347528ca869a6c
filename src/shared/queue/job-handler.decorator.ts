import { SetMetadata } from '@nestjs/common';
import type { Job } from './job.js';

export const JOB_HANDLER = 'muster:job-handler';

/** Marks the method `(payload, context) => Promise<JobResult>` that does a job; only processes with a worker run it. */
export function JobHandler(job: Job<object>) {
  return SetMetadata(JOB_HANDLER, job);
}
