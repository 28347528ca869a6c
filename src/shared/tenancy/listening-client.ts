import { Client } from 'pg';
import { endSilent } from './end-silent.js';
import { TENANT_ROLE } from './fence.js';
import { connectionOptions } from './orm-options.js';

/** A connection of its own for `listen`, not connected yet. A peer that vanished is found out within half a minute. */
export function listeningClient(databaseUrl: string): Client {
  const client = new Client({
    connectionString: databaseUrl,
    options: connectionOptions(TENANT_ROLE),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5_000,
  });
  client.once('connect', () => endSilent(client));
  return client;
}
