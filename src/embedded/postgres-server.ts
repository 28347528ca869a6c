import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildServer, stopLeftover } from './child-server.js';
import type { EmbeddedState } from './embedded-state.js';
import { postgresAccount, type PostgresAccount } from './postgres-account.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { outsideFolder, postgresPlace } from './postgres-place.js';
import { commandLine } from './process-identity.js';

// Fast shutdown, then immediate shutdown (it recovers at the next start), then none at all.
const STOP = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
const NAME = 'muster';
// Nothing of the caller's: PGDATA, PGPORT and their like would otherwise take part.
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

export interface PostgresServer {
  /** Its role owns the database and may create roles; it is no superuser. */
  databaseUrl: string;
  stop(): Promise<void>;
}

interface Options {
  /** No care for a crash of the machine, and the role may create databases: for tests. */
  ephemeral: boolean;
  logFolder: string;
  log: (line: string) => void;
}

/** PostgreSQL, initialized at the first start, on 127.0.0.1 only. Throws with a sentence about what to do. */
export async function startPostgres(state: EmbeddedState, options: Options): Promise<PostgresServer> {
  await stopLeftover('postgres', state, STOP);
  const account = postgresAccount();
  const binaries = postgresBinaries(account, () => outsideFolder(account as PostgresAccount));
  const place = postgresPlace(state.folder, account);
  const data = join(place, 'postgres');
  const cluster = new Cluster(binaries, account, options);
  if (!existsSync(data)) cluster.initialize(data, state.password('postgres'));
  else if (!state.hasPassword('postgres')) cluster.run(data, setPassword(state.password('postgres')));
  checkMajor(data, binaries.major);
  removeForeignPid(data);
  const port = await state.port('postgres');
  const server = await ChildServer.spawn(
    {
      name: 'postgres',
      title: 'PostgreSQL',
      command: binaries.postgres,
      args: ['-D', data, ...cluster.settings({ port: String(port) })],
      env: ENVIRONMENT,
      account: owner(data, account),
      logFile: join(options.logFolder, 'postgres.log'),
      isReady: () => isReady(data),
      stopSignals: STOP,
    },
    state,
    options.log,
  );
  await server.untilReady();
  return {
    databaseUrl: `postgres://${NAME}:${state.password('postgres')}@127.0.0.1:${port}/${NAME}`,
    async stop() {
      await server.stop();
      if (options.ephemeral) rmSync(place === state.folder ? data : place, { recursive: true, force: true });
    },
  };
}

/** What is done to a data folder while no server runs on it. */
class Cluster {
  constructor(
    private readonly binaries: PostgresBinaries,
    private readonly account: PostgresAccount | undefined,
    private readonly options: Options,
  ) {}

  /** Made beside its place and renamed when complete: an interrupted first start leaves nothing to trip over. */
  initialize(data: string, password: string): void {
    const draft = `${data}.draft`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    if (this.account) chownSync(draft, this.account.uid, this.account.gid);
    this.#call(this.binaries.initdb, [
      ...['--pgdata', draft, '--username', 'postgres', '--auth', 'reject'],
      // The same order of texts on every machine.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...(this.options.ephemeral ? ['--no-sync'] : []),
    ]);
    // The superuser has no way in at all.
    writeFileSync(
      join(draft, 'pg_hba.conf'),
      'host all postgres all reject\nhost all all 127.0.0.1/32 scram-sha-256\n',
    );
    const rights = this.options.ephemeral ? 'CREATEROLE CREATEDB' : 'CREATEROLE';
    this.run(
      draft,
      `CREATE ROLE ${NAME} LOGIN ${rights};\n\n${setPassword(password)}CREATE DATABASE ${NAME} OWNER ${NAME};\n\n`,
    );
    renameSync(draft, data);
  }

  /** Runs statements, each ended by `;` and an empty line, as the superuser in single-user mode. Throws when one fails. */
  run(data: string, statements: string): void {
    this.#call(
      this.binaries.postgres,
      ['--single', '-j', '-D', data, '-c', 'exit_on_error=on', 'postgres'],
      statements,
    );
  }

  settings(more: Record<string, string>): string[] {
    const settings: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // Compiling a query costs more than any query here takes.
      jit: 'off',
      ...(this.options.ephemeral && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      ...(this.options.ephemeral && { max_connections: '300' }),
      ...more,
    };
    return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  }

  #call(command: string, args: string[], input = ''): void {
    const done = spawnSync(command, args, { ...this.account, cwd: '/', env: ENVIRONMENT, input, encoding: 'utf8' });
    const output = `${done.stdout ?? ''}${done.stderr ?? ''}`;
    if (done.status !== 0 || /^\S+ .*(ERROR|FATAL):/m.test(output)) {
      throw new Error(`PostgreSQL could not be set up.\n${done.error?.message ?? output.trim()}`);
    }
  }
}

function setPassword(password: string): string {
  return `ALTER ROLE ${NAME} PASSWORD '${password}';\n\n`;
}

/** The data's own owner, so that a start as root finds the user of the first start again. */
function owner(data: string, account: PostgresAccount | undefined): PostgresAccount | undefined {
  if (!account) return undefined;
  const { uid, gid } = statSync(data);
  return uid === 0 ? account : { uid, gid };
}

function checkMajor(data: string, major: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new Error(
    `The data in ${data} was made by PostgreSQL ${found}, and this Muster brings ${major}. ` +
      'Dump it with the older Muster and load it here, or move the folder away to start empty.',
  );
}

/** PostgreSQL will not start while the process of a left pid file lives, though it may be another program by now. */
function removeForeignPid(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandLine(pid).includes(data)) rmSync(file);
}

/** The server writes its state into the eighth line, for exactly this use (pg_ctl reads it too). */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
