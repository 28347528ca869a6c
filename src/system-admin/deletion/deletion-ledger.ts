import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../../shared/access/actor.js';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { Clock } from '../../shared/time/clock.js';
import { SystemDb } from '../system-db.js';

/** A deletion that is under way, or its receipt. Times as PostgreSQL text. */
export interface Deletion {
  id: string;
  deleted_org: OrgId;
  name: string;
  platform_org: OrgId;
  requested_by: UserId;
  requested_name: string;
  requested_at: string;
  finished_at: string | null;
}

export interface LedgerStep {
  position: number;
  name: string;
  /** How many there were when it began; null where that cannot be said before. */
  expected: number | null;
  done: number;
  started_at: string | null;
  finished_at: string | null;
  error: string | null;
}

export interface PlannedStep {
  name: string;
  expected: number | null;
}

const STEPS = `select position, name, expected::float8 as expected, done::float8 as done, started_at, finished_at, error
  from org_deletion_steps`;

/** What is to be done of each deletion, and what has been: the only memory that a deletion has. */
@Injectable()
export class DeletionLedger {
  constructor(
    private readonly db: SystemDb,
    private readonly clock: Clock,
  ) {}

  /** Opens the ledger, in the transaction that ends the organization's life. */
  async open(
    em: EntityManager,
    actor: Actor,
    org: { id: OrgId; name: string },
    steps: readonly PlannedStep[],
  ): Promise<void> {
    const id = newId();
    await em.execute(
      `insert into org_deletions (id, deleted_org, name, platform_org, requested_by, requested_name, requested_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [id, org.id, org.name, actor.orgId, actor.userId, actor.name, this.clock.now()],
    );
    for (const [position, { name, expected }] of steps.entries()) {
      await em.execute('insert into org_deletion_steps (deletion_id, position, name, expected) values (?, ?, ?, ?)', [
        id,
        position,
        name,
        expected,
      ]);
    }
  }

  unfinished(): Promise<Deletion[]> {
    return this.db.query<Deletion>({
      name: 'deletions_open',
      text: 'select * from org_deletions where finished_at is null order by id',
    });
  }

  async ofOrg(orgId: OrgId): Promise<{ deletion: Deletion; steps: LedgerStep[] } | undefined> {
    const [deletion] = await this.db.query<Deletion>(
      { name: 'deletion_of_org', text: 'select * from org_deletions where deleted_org = $1' },
      [orgId],
    );
    return deletion && { deletion, steps: await this.steps(deletion.id) };
  }

  steps(deletionId: string): Promise<LedgerStep[]> {
    return this.db.query<LedgerStep>(
      { name: 'deletion_steps', text: `${STEPS} where deletion_id = $1 order by position` },
      [deletionId],
    );
  }

  async begin(deletionId: string, position: number): Promise<void> {
    await this.db.query(
      {
        name: 'deletion_step_begin',
        text: `update org_deletion_steps set started_at = coalesce(started_at, $3)
               where deletion_id = $1 and position = $2`,
      },
      [deletionId, position, this.clock.now()],
    );
  }

  /** `done` is how many there were of what has no rows to count in a transaction of their own. */
  async finish(deletionId: string, position: number, done = 0): Promise<void> {
    await this.db.query(
      {
        name: 'deletion_step_finish',
        text: `update org_deletion_steps set finished_at = $3, done = done + $4, error = null
               where deletion_id = $1 and position = $2 and finished_at is null`,
      },
      [deletionId, position, this.clock.now(), done],
    );
  }

  async fail(deletionId: string, position: number, error: Error): Promise<void> {
    await this.db.query(
      {
        name: 'deletion_step_fail',
        text: 'update org_deletion_steps set error = $3 where deletion_id = $1 and position = $2',
      },
      [deletionId, position, error.message.slice(0, 500)],
    );
  }
}
