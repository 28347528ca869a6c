import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { MIGRATIONS_TABLE, TENANT_ROLE } from './fence.js';
import { FlushGuard, tenantFilter } from './tenant-filter.js';

export interface OrmParts {
  databaseUrl: string;
  entities: NonNullable<Options['entities']>;
  migrations: NonNullable<NonNullable<Options['migrations']>['migrationsList']>;
  /** Small and without idle timeout: a connection that was opened stays. */
  poolSize?: number;
}

/**
 * Start-up settings of every connection. The role is set in the start-up packet, so even `reset role` comes back to it.
 * Times are UTC; a statement that hangs is ended before its client gives up.
 */
export function connectionOptions(role: string): string {
  return `-c role=${role} -c timezone=UTC -c statement_timeout=20000 -c idle_in_transaction_session_timeout=30000`;
}

/** The ORM as requests and jobs use it: under the tenant role, with both fences of its own on. */
export function tenantOrmOptions({ databaseUrl, entities, migrations, poolSize = 10 }: OrmParts): Options {
  return defineConfig({
    clientUrl: databaseUrl,
    entities,
    filters: { [tenantFilter.name]: tenantFilter },
    subscribers: [new FlushGuard()],
    pool: { min: 0, max: poolSize, idleTimeoutMillis: 0 },
    driverOptions: { options: connectionOptions(TENANT_ROLE), connectionTimeoutMillis: 5_000 },
    allowGlobalContext: false,
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, tableName: MIGRATIONS_TABLE, snapshot: false, disableForeignKeys: false },
  });
}

/** The ORM as migrations use it: as the owner of the schema. */
export function ownerOrmOptions(parts: OrmParts): Options {
  return {
    ...tenantOrmOptions(parts),
    driverOptions: { options: '-c timezone=UTC', connectionTimeoutMillis: 5_000 },
    pool: { min: 0, max: 2 },
    // Standard output belongs to the commands: create-org prints one JSON line and nothing else.
    logger: () => undefined,
  };
}
