import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Pool } from 'pg';
import { Config } from '../shared/config/config.js';
import type { OrgId } from '../shared/ids/ids.js';
import { endSilentOf } from '../shared/tenancy/end-silent.js';
import { connectionOptions } from '../shared/tenancy/orm-options.js';
import { SYSTEM_ROLE } from '../shared/tenancy/system-role.js';
import { TenantDb, type Statement } from '../shared/tenancy/tenant-db.js';

/**
 * The database as the platform's admins see it: the only file that uses the role to which every organization is open.
 * Its connections are its own and few, so that a slow list of the panel cannot take those of the service desks.
 */
@Injectable()
export class SystemDb implements OnApplicationShutdown {
  private readonly logger = new Logger(SystemDb.name);
  private opened: Pool | undefined;

  constructor(
    private readonly config: Config,
    private readonly tenants: TenantDb,
  ) {}

  /** One statement over every organization; rows as the driver gives them (times as PostgreSQL text, see `isoTime`). */
  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values: [...values] })).rows;
  }

  /**
   * One transaction in one organization, with the platform's rights: plan and status are its to change, and no tenant's.
   * Both fences of the ORM stay on. Returns when every process has been told.
   */
  inOrg<T>(orgId: OrgId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.tenants.writeAccess(orgId, async (em) => {
      await em.execute(`set local role ${SYSTEM_ROLE}`);
      return work(em);
    });
  }

  /**
   * Runs the work unless somebody does already, in this process or another. The lock is the database's and ends with the
   * connection of who holds it, so a process that was killed holds none.
   */
  async exclusively(name: string, work: () => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // The pool listens to those that nobody holds only, and an error that nobody hears ends the process.
    const lost = (error: Error) => (broken = error);
    client.on('error', lost);
    try {
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
        [name],
      );
      if (!rows[0]?.got) return;
      await work();
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // What fails here has lost its connection, and the lock with it.
      await client
        .query('select pg_advisory_unlock_all()')
        .catch((error: Error) => (broken = error))
        .finally(() => client.off('error', lost).release(broken));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opened?.end();
  }

  private get pool(): Pool {
    if (!this.opened) {
      this.opened = new Pool({
        connectionString: this.config.databaseUrl,
        options: connectionOptions(SYSTEM_ROLE),
        max: 4,
        idleTimeoutMillis: 60_000,
        connectionTimeoutMillis: 5_000,
      });
      endSilentOf(this.opened);
      this.opened.on('error', (error) => this.logger.warn(`a connection was lost: ${error.message}`));
    }
    return this.opened;
  }
}
