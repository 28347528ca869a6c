import type { Pool, PoolClient } from 'pg';

/** Long enough for whoever still holds it to find out and give it back. */
const GRACE = 2_000;

/**
 * Takes back connections that ended in somebody's hands. Kysely gives a connection back after `commit` and `rollback` only
 * when these worked, and never when `begin` failed: each transaction that an outage of PostgreSQL meets would keep its place
 * in the pool for good, and after ten of them nobody gets in.
 */
export function releaseDead(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => setTimeout(() => held.has(client) && client.release(true), GRACE).unref());
  });
}
