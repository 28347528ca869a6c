import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/**
 * What this process counts. Names and labels are for dashboards what routes are for clients: added to and never changed. No
 * label holds what people choose or who they are.
 */
@Injectable()
export class Metrics {
  /** Of this program: a process that runs two (tests do) has two. */
  readonly registry = new Registry();

  /** Seconds. `route` is the template, `status` the class, such as 2xx. */
  readonly requests = new Histogram({
    name: 'muster_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route template',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  /** `outcome`: done, parked, failed (another try follows), abandoned. */
  readonly jobs = new Counter({
    name: 'muster_jobs_total',
    help: 'Tries of background jobs, by how they ended',
    labelNames: ['job', 'outcome'],
    registers: [this.registry],
  });

  /** `outcome`: sent, failed (refused for good), queued (another try follows), abandoned. */
  readonly mails = new Counter({
    name: 'muster_mails_total',
    help: 'Mails that were handed to the mail server, by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  /** Failures are counted where somebody of that name exists, as in the audit log. */
  readonly signIns = new Counter({
    name: 'muster_sign_ins_total',
    help: 'Sign-ins by first factor, completed or failed; a refused second factor is the method second_factor',
    labelNames: ['method', 'outcome'],
    registers: [this.registry],
  });
}
