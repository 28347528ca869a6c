import type { Socket } from 'node:net';
import type { Client, Pool, PoolClient } from 'pg';

/** Longer than any statement may run (`connectionOptions`): a server that is alive says at least that it gave up. */
const SILENCE = 25_000;

/** What pg keeps of a connection and its types do not tell. */
interface Inside {
  readyForQuery: boolean;
  connection: { stream: Socket };
}

/**
 * Ends the connection when it owes an answer and says nothing for `silence` milliseconds: the server stands still, or the
 * way to it is cut and no packet tells. TCP alone would wait for a quarter of an hour, and pg's own `query_timeout` gives
 * such a connection back to its pool. Whoever waits gets the error of a lost connection. One that owes nothing may be
 * silent. To be called once it is connected.
 */
export function endSilent(client: Client | PoolClient, silence = SILENCE): void {
  const inside = client as unknown as Inside;
  const { stream } = inside.connection;
  stream.setTimeout(silence);
  stream.on('timeout', () => {
    if (!inside.readyForQuery) stream.destroy(new Error('PostgreSQL does not answer'));
  });
}

/** The same for every connection that the pool opens from now on. */
export function endSilentOf(pool: Pool, silence?: number): void {
  pool.on('connect', (client) => endSilent(client, silence));
}
