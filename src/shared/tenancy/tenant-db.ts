import { Injectable } from '@nestjs/common';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { AccessChanges } from '../access/access-changes.js';
import type { OrgId } from '../ids/ids.js';
import { endSilentOf } from './end-silent.js';
import { releaseDead } from './release-dead.js';
import { TENANT_FILTER } from './tenant-filter.js';

/** A named statement: PostgreSQL prepares it once per connection, which makes hot reads twice as fast. */
export interface Statement {
  name: string;
  text: string;
}

/** Bytes of a prepared statement's name that PostgreSQL keeps. */
const MOST_NAME = 63;

/**
 * SQL for one fenced read: `select` runs inside a lateral join behind the statement that sets the organization, so one
 * round trip does both and the setting dies with it. In `select`, `$1` is the organization and must be used through
 * `fence.org`; further values start at `$2`.
 *
 * `offset 0` keeps the planner from merging `select` with what is around it: it may then read the tables before the
 * organization is set, and a read without a limit finds nothing.
 */
export function fenced(name: string, select: string): Statement {
  if (name.length > MOST_NAME) throw new Error(`PostgreSQL cuts the name of the read ${name}`);
  if (!select.includes('fence.org')) throw new Error(`the read ${name} does not use fence.org`);
  return {
    name,
    text: `with fence as materialized (select set_config('app.org_id', $1, true)::uuid as org)
           select p.* from fence cross join lateral (select * from (${select}) q offset 0) p`,
  };
}

/** The database as one organization sees it. Everything tenant-owned is read and written through here. */
@Injectable()
export class TenantDb {
  private pool: Promise<Pool> | undefined;

  constructor(
    private readonly orm: MikroORM,
    private readonly accessChanges: AccessChanges,
  ) {}

  /** One transaction inside the three fences. Nothing slow and no network in it: side effects go to the outbox. */
  async write<T>(orgId: OrgId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    await this.client();
    const em = this.orm.em.fork();
    em.setFilterParams(TENANT_FILTER, { orgId });
    em.setSessionContext({ variables: { 'app.org_id': orgId } });
    return em.transactional(work);
  }

  /** The same for a change that decides what somebody may do: returns when every process has been told. */
  async writeAccess<T>(orgId: OrgId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.write(orgId, work);
    await this.accessChanges.settled(await this.client());
    return result;
  }

  /** Rows of a `fenced` statement, as the driver gives them (times as PostgreSQL text, see `isoTime`). */
  async read<Row extends object>(orgId: OrgId, statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const pool = await this.client();
    return (await pool.query<Row>({ ...statement, values: [orgId, ...values] })).rows;
  }

  /** Calls one of the look-up functions of the migrations (`lookup` in fence.ts): before an organization is known. */
  async lookup<Row extends object>(name: string, values: readonly unknown[]): Promise<Row[]> {
    const pool = await this.client();
    const places = values.map((_, i) => `$${i + 1}`).join(', ');
    return (
      await pool.query<Row>({ name: `lookup_${name}`, text: `select * from ${name}(${places})`, values: [...values] })
    ).rows;
  }

  /** Watched from before its first connection on. */
  private client(): Promise<Pool> {
    return (this.pool ??= this.orm.em
      .getConnection()
      .getNativeClient()
      .then((pool) => {
        releaseDead(pool);
        endSilentOf(pool);
        return pool;
      })
      .catch((error: unknown) => {
        this.pool = undefined;
        throw error;
      }));
  }
}

/** A timestamp as the driver gives it → ISO 8601 in UTC with Z. */
export function isoTime(value: string): string;
export function isoTime(value: string | null): string | null;
export function isoTime(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
