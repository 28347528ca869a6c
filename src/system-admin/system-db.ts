import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Pool, type PoolClient } from 'pg';
import { Config } from '../shared/config/config.js';
import type { OrgId } from '../shared/ids/ids.js';
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

  /** Rows of every organization, as the driver gives them (times as PostgreSQL text, see `isoTime`). */
  async read<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
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

  /** One transaction over every organization, in SQL. */
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // A connection that cannot even roll back is of no further use.
      await client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
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
      this.opened.on('error', (error) => this.logger.warn(`a connection was lost: ${error.message}`));
    }
    return this.opened;
  }
}
