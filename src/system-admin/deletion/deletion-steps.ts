import { Injectable } from '@nestjs/common';
import { JobRemoval } from '../../shared/queue/job-removal.js';
import type { OrgId } from '../../shared/ids/ids.js';

/**
 * What an organization has outside of its tables. A step may be run again at any time: what is gone already is no fault.
 * It comes before the tables, because those say what there is.
 */
export interface OutsideStep {
  name: string;
  /** How many there are; null where that cannot be said before. */
  count(orgId: OrgId): Promise<number | null>;
  /** Takes away what there is and answers how much it was; throws where some of it cannot be taken away yet. */
  run(orgId: OrgId): Promise<number>;
}

/** The steps outside of the tables, in their order. Calendars come first: taking events out of them is work for jobs. */
@Injectable()
export class OutsideSteps {
  readonly all: readonly OutsideStep[];

  constructor(jobs: JobRemoval) {
    this.all = [{ name: 'jobs', count: () => Promise.resolve(null), run: (orgId) => jobs.removeAll(orgId) }];
  }
}
