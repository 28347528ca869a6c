import { Injectable } from '@nestjs/common';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import { JobQueues } from '../../shared/queue/job-queues.js';
import { QUEUES } from '../../shared/queue/job.js';
import { isoTime } from '../../shared/tenancy/tenant-db.js';
import { SystemDb } from '../system-db.js';
import type { FailuresQuery, FailureState, FailureView, QueueView } from './queues.dto.js';

interface Group {
  kind: 'open' | 'failing' | 'parked' | 'abandoned';
  job: string;
  jobs: number;
  oldest: string;
}

interface Row {
  id: string;
  org_id: OrgId;
  org_name: string | null;
  job: string;
  error: string | null;
  created_at: string;
  finished_at: string | null;
}

/** Each of them is one of the outbox's partial indexes, so what was done in the last days is never read. */
const KINDS: Record<Group['kind'], string> = {
  open: 'finished_at is null and not parked',
  failing: 'error is not null and finished_at is null and not parked',
  parked: 'parked and finished_at is null',
  abandoned: `outcome = 'abandoned'`,
};
const LISTED: Record<FailureState, string> = { retrying: KINDS.failing, abandoned: KINDS.abandoned };

/** What the platform has promised and not done: the outbox of every organization, read. */
@Injectable()
export class Backlog {
  constructor(
    private readonly db: SystemDb,
    private readonly queues: JobQueues,
  ) {}

  async list(): Promise<Page<QueueView>> {
    const text = Object.entries(KINDS)
      .map(
        ([kind, condition]) =>
          `select '${kind}' as kind, job, count(*)::int as jobs, min(created_at) as oldest
           from outbox where ${condition} group by job`,
      )
      .join(' union all ');
    const [groups, running] = await Promise.all([
      this.db.query<Group>({ name: 'system_backlog', text }),
      this.running(),
    ]);
    const known = [...QUEUES, null].map((name) => {
      const own = groups.filter(({ job }) => (this.queues.queueOf(job) ?? null) === name);
      const sum = (kind: Group['kind']) =>
        own.reduce((total, group) => total + (group.kind === kind ? group.jobs : 0), 0);
      const waiting = own.filter(({ kind }) => kind === 'open').map(({ oldest }) => isoTime(oldest));
      return {
        name,
        backlog: sum('open'),
        oldestAt: waiting.toSorted()[0] ?? null,
        running: name === null ? 0 : (running.get(name) ?? null),
        retrying: sum('failing'),
        parked: sum('parked'),
        abandoned: sum('abandoned'),
      };
    });
    // What no queue of this version takes stands apart, and only where there is some.
    const items = known.filter(
      ({ name, backlog, parked, abandoned }) => name !== null || backlog + parked + abandoned > 0,
    );
    return { items, nextCursor: null };
  }

  /** Jobs that failed, the youngest first. */
  async failures({ queue, state, cursor, limit }: FailuresQuery): Promise<Page<FailureView>> {
    const [after] = decodeCursor<[string]>(cursor, [isId]) ?? [null];
    const lists = Object.entries(LISTED)
      .filter(([listed]) => state === undefined || listed === state)
      .map(
        ([, condition]) =>
          `(select * from outbox where ${condition} and ($2::uuid is null or id < $2)
              and ($3::text[] is null or job = any($3)) order by id desc limit $1)`,
      );
    const text = `select f.id, f.org_id, o.name as org_name, f.job, f.error, f.created_at, f.finished_at
      from (${lists.join(' union all ')}) f left join orgs o on o.id = f.org_id order by f.id desc limit $1`;
    const rows = await this.db.query<Row>({ name: `system_failures ${state ?? 'any'}`, text }, [
      limit + 1,
      after,
      queue ? this.queues.jobsOf(queue) : null,
    ]);
    return pageFrom(
      rows,
      limit,
      (row) => this.view(row),
      (row) => [row.id],
    );
  }

  /** By queue; empty while Redis does not answer. */
  private async running(): Promise<Map<string, number>> {
    if (!(await this.queues.reachable())) return new Map();
    const counts = [...this.queues.all()].map(async (queue) => [queue.name, await queue.getActiveCount()] as const);
    return new Map(await Promise.all(counts));
  }

  private view(row: Row): FailureView {
    return {
      id: row.id,
      queue: this.queues.queueOf(row.job) ?? null,
      job: row.job,
      org: { id: row.org_id, name: row.org_name },
      state: row.finished_at === null ? 'retrying' : 'abandoned',
      error: row.error ?? '',
      createdAt: isoTime(row.created_at),
      abandonedAt: isoTime(row.finished_at),
    };
  }
}
