import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ChildServer, stopLeftover } from './child-server.js';
import type { EmbeddedState } from './embedded-state.js';

const STOP = ['SIGTERM', 'SIGKILL'] as const;

export interface RedisServer {
  redisUrl: string;
  stop(): Promise<void>;
}

/** Redis as Muster needs it: append-only on disk, never evicting a key, behind a password, on loopback. */
export async function startRedis(
  state: EmbeddedState,
  options: { ephemeral: boolean; logFolder: string; log: (line: string) => void },
): Promise<RedisServer> {
  await stopLeftover('redis', state, STOP);
  const command = redisCommand();
  const folder = join(state.folder, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await state.port('redis');
  const password = state.password('redis');
  const configFile = join(folder, 'redis.conf');
  // A file and no arguments: the list of processes shows arguments to everybody.
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${JSON.stringify(folder)}`,
    `requirepass ${password}`,
    'maxmemory-policy noeviction',
    `appendonly ${options.ephemeral ? 'no' : 'yes'}`,
    'appendfsync everysec',
    'save ""',
    'daemonize no',
    // Tests share a server and have a number of their own each.
    ...(options.ephemeral ? ['databases 1024'] : []),
  ];
  writeFileSync(configFile, `${settings.join('\n')}\n`, { mode: 0o600 });
  const server = await ChildServer.spawn(
    {
      name: 'redis',
      title: 'Redis',
      command,
      args: [configFile],
      logFile: join(options.logFolder, 'redis.log'),
      isReady: () => answersPing(port, password),
      stopSignals: STOP,
    },
    state,
    options.log,
  );
  await server.untilReady();
  return { redisUrl: `redis://:${password}@127.0.0.1:${port}/0`, stop: () => server.stop() };
}

function redisCommand(): string {
  for (const command of ['redis-server', 'valkey-server']) {
    try {
      execFileSync(command, ['--version'], { stdio: 'ignore' });
      return command;
    } catch {
      // Not installed under this name.
    }
  }
  throw new Error(
    'redis-server is not installed. script/bootstrap says how to get it; or set REDIS_URL to a Redis that runs.',
  );
}

/** True once it takes our password and is done reading its files. */
function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(`AUTH ${password}\r\nPING\r\nQUIT\r\n`));
    socket.setEncoding('utf8').setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.startsWith('+OK\r\n+PONG\r\n')));
  });
}
