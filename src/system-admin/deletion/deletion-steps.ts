import { Injectable } from '@nestjs/common';
import { CalendarRemoval } from '../../calendar/index.js';
import { JobRemoval } from '../../shared/queue/job-removal.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { FileStorage } from '../../shared/storage/file-storage.js';
import { Clock, MINUTE } from '../../shared/time/clock.js';

/** After this long the grants that no provider let us give back go with our copy of them: a deletion is not held up for ever. */
const PATIENCE = 10 * MINUTE;

export interface StepSoFar {
  /** What `count` said when the deletion was asked for. */
  expected: number | null;
  startedAt: Date;
}

/**
 * What an organization has outside of its tables. A step may be run again at any time: what is gone already is no fault.
 * It comes before the tables, because those say what there is.
 */
export interface OutsideStep {
  name: string;
  /** How many there are; null where that cannot be said before. */
  count(orgId: OrgId): Promise<number | null>;
  /** Takes away what there is and answers how much it was; throws where some of it cannot be taken away yet. */
  run(orgId: OrgId, soFar: StepSoFar): Promise<number>;
}

/** The steps outside of the tables, in their order. Calendars come first: taking events out of them is work for jobs. */
@Injectable()
export class OutsideSteps {
  readonly all: readonly OutsideStep[];

  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarRemoval,
    private readonly storage: FileStorage,
    jobs: JobRemoval,
  ) {
    this.all = [
      {
        name: 'calendars',
        count: (orgId) => this.calendars.remaining(orgId),
        run: (orgId, soFar) => this.endCalendars(orgId, soFar),
      },
      { name: 'jobs', count: () => Promise.resolve(null), run: (orgId) => jobs.removeAll(orgId) },
      {
        name: 'files',
        count: async (orgId) => (await this.storage.files(folderOf(orgId))).length,
        run: (orgId, soFar) => this.removeFiles(orgId, soFar),
      },
    ];
  }

  /** Our events leave the calendars and the grants are given back, which the calendars' own workers do meanwhile. */
  private async endCalendars(orgId: OrgId, { expected, startedAt }: StepSoFar): Promise<number> {
    await this.calendars.begin(orgId);
    const remaining = await this.calendars.remaining(orgId);
    if (remaining > 0 && this.clock.now().getTime() - startedAt.getTime() < PATIENCE) {
      throw new Error(`${remaining} calendars are still being disconnected`);
    }
    return Math.max(0, (expected ?? 0) - remaining);
  }

  /** A kill in the middle leaves fewer than there were: what is counted is what is not there any more. */
  private async removeFiles(orgId: OrgId, { expected }: StepSoFar): Promise<number> {
    const there = await this.storage.files(folderOf(orgId));
    if (there.length > 0) await this.storage.deleteAll(folderOf(orgId));
    return Math.max(expected ?? 0, there.length);
  }
}

/** Everything that the storage keeps for an organization begins with this. */
function folderOf(orgId: OrgId): string {
  return `orgs/${orgId}/`;
}
