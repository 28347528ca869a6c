// Once a run of Jest: offers its spec files one PostgreSQL and one Redis, brought up when the first of them asks, so that
// specs that need neither do not wait for them. They end with the run.
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOnImport } from './compile-on-import.mjs';

export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'muster-jest-'));
  let servers;
  const started = () =>
    (servers ??= compileOnImport(() => import('../../src/embedded/index.ts')).then(({ startEmbedded }) =>
      startEmbedded({ dataDir: '', postgres: true, redis: true, mail: false, ephemeral: true }),
    ));
  const offer = createServer((socket) => {
    socket.on('error', () => undefined);
    started().then(
      ({ databaseUrl, redisUrl }) => socket.end(JSON.stringify({ databaseUrl, redisUrl })),
      (error) => socket.end(JSON.stringify({ fault: error.message })),
    );
  });
  const address = join(folder, 'servers.sock');
  await new Promise((resolve) => offer.listen(address, resolve));
  offer.unref();
  // Inherited by Jest's workers.
  process.env.MUSTER_TEST_SERVERS = address;
  globalThis.musterTestServers = {
    async stop() {
      offer.close();
      await servers?.then(
        (running) => running.stop(),
        () => undefined,
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
