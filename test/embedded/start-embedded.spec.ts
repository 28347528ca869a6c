import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { FolderInUseError, startEmbedded, type EmbeddedServers } from '../../src/embedded/index.js';
import { processIdentity } from '../../src/embedded/process-identity.js';

type Part = 'postgres' | 'redis' | 'mail';
type Addresses = Omit<Required<EmbeddedServers>, 'stop'> & { error?: string; message?: string };

// Real servers are set up here, on a machine that may be busy with the other files.
jest.setTimeout(120_000);

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-spec-'));
  // As a clone's usually is; only root may enter it otherwise.
  chmodSync(folder, 0o755);
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** A folder on which PostgreSQL was set up before, as a copy of one that every spec shares: setting up is slow. */
function usedFolder(): string {
  const folder = newFolder();
  execFileSync('cp', ['-a', template, folder]);
  return folder;
}

let template: string;
beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), 'muster-spec-'));
  chmodSync(parent, 0o755);
  template = join(parent, 'data');
  const servers = await startEmbedded({ dataDir: template, postgres: true, redis: true, mail: false });
  await servers.stop();
});
afterAll(() => rmSync(join(template, '..'), { recursive: true, force: true }));

async function start(dataDir: string, ...parts: Part[]): Promise<EmbeddedServers & Addresses> {
  const wanted = { postgres: parts.includes('postgres'), redis: parts.includes('redis'), mail: parts.includes('mail') };
  const servers = await startEmbedded({ dataDir, ...wanted });
  cleanUps.push(() => servers.stop());
  return servers as EmbeddedServers & Addresses;
}

/** Starts them from a program of its own, which can then be killed. */
async function startElsewhere(
  dataDir: string,
  ...parts: Part[]
): Promise<{ program: ChildProcess; addresses: Addresses }> {
  const starter = join(import.meta.dirname, 'starter.mjs');
  const program = spawn(
    process.execPath,
    ['--experimental-transform-types', '--no-warnings', starter, dataDir, ...parts],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  cleanUps.push(() => end(program, 'SIGTERM'));
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
  return { program, addresses: JSON.parse(line) as Addresses };
}

async function end(program: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill(signal);
  await ended;
}

async function query<Row extends pg.QueryResultRow>(databaseUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function redis<T>(redisUrl: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redisUrl, { lazyConnect: true, enableReadyCheck: false, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}

async function subjects(mailboxUrl: string): Promise<string[]> {
  const mails = (await (await fetch(`${mailboxUrl}/api/email`)).json()) as { subject: string }[];
  return mails.map((mail) => mail.subject);
}

async function eventually<T>(look: () => Promise<T> | T, isRight: (seen: T) => boolean): Promise<T> {
  let seen: T | undefined;
  for (let attempt = 0; attempt < 200; attempt++) {
    seen = await Promise.resolve(look()).catch(() => undefined);
    if (seen !== undefined && isRight(seen)) return seen;
    await pause(50);
  }
  throw new Error(`It never came to that; last seen: ${JSON.stringify(seen)}`);
}

function refuses(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}

describe('a start without servers', () => {
  it('brings up PostgreSQL 18 under a role that owns its database, may create roles and is no superuser', async () => {
    const { databaseUrl } = await start(newFolder(), 'postgres');
    const [role] = await query(
      databaseUrl,
      `SELECT current_setting('server_version_num')::int / 10000 AS version, rolsuper, rolcreaterole, rolbypassrls,
         pg_get_userbyid(datdba) = current_user AS owner, pg_encoding_to_char(encoding) AS encoding
       FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    expect(role).toEqual({
      version: 18,
      rolsuper: false,
      rolcreaterole: true,
      rolbypassrls: false,
      owner: true,
      encoding: 'UTF8',
    });
    await query(databaseUrl, 'CREATE ROLE tenant NOLOGIN');
  });

  it('lets nobody into PostgreSQL or Redis without the password, the superuser not at all', async () => {
    const { databaseUrl, redisUrl } = await start(usedFolder(), 'postgres', 'redis');
    const as = (user: string, password: string) =>
      Object.assign(new URL(databaseUrl), { username: user, password }).href;
    await expect(query(as('muster', 'wrong'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    await expect(query(as('postgres', new URL(databaseUrl).password), 'SELECT 1')).rejects.toThrow(
      'rejects connection',
    );
    const open = Object.assign(new URL(redisUrl), { password: '' }).href;
    await expect(redis(open, (client) => client.get('x'))).rejects.toThrow('NOAUTH');
  });

  it('brings up a Redis that appends to disk and evicts nothing', async () => {
    const { redisUrl } = await start(newFolder(), 'redis');
    const settings = await redis(redisUrl, (client) => client.config('GET', 'appendonly', 'maxmemory-policy'));
    expect(settings).toEqual(expect.arrayContaining(['appendonly', 'yes', 'maxmemory-policy', 'noeviction']));
  });

  it('takes mail by SMTP and shows it in the mailbox, also after a restart', async () => {
    const folder = newFolder();
    const first = await start(folder, 'mail');
    await eventually(
      () => refuses(first.smtpUrl),
      (refused) => !refused,
    );
    await createTransport(first.smtpUrl).sendMail({
      from: 'a@localhost',
      to: 'b@localhost',
      subject: 'Hello',
      text: 'x',
    });
    expect(
      await eventually(
        () => subjects(first.mailboxUrl),
        (seen) => seen.length > 0,
      ),
    ).toEqual(['Hello']);
    await first.stop();
    const second = await start(folder, 'mail');
    expect(second.mailboxUrl).toBe(first.mailboxUrl);
    expect(
      await eventually(
        () => subjects(second.mailboxUrl),
        (seen) => seen.length > 0,
      ),
    ).toEqual(['Hello']);
  });

  it('keeps what is in it, its addresses and passwords from one start to the next', async () => {
    const folder = usedFolder();
    const first = await start(folder, 'postgres', 'redis');
    await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    await redis(first.redisUrl, (client) => client.set('kept', '7'));
    await first.stop();
    expect(await refuses(first.databaseUrl)).toBe(true);
    expect(await refuses(first.redisUrl)).toBe(true);
    const second = await start(folder, 'postgres', 'redis');
    expect([second.databaseUrl, second.redisUrl]).toEqual([first.databaseUrl, first.redisUrl]);
    expect(await query(second.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(await redis(second.redisUrl, (client) => client.get('kept'))).toBe('7');
  });

  it('starts only what was asked for, and stops when told twice', async () => {
    const servers = await start(newFolder(), 'redis');
    expect(Object.keys(servers).sort()).toEqual(['redisUrl', 'stop']);
    await servers.stop();
    await servers.stop();
  });

  it('keeps its passwords in files that only their owner can read', async () => {
    const folder = newFolder();
    const { redisUrl } = await start(folder, 'redis');
    const { password } = new URL(redisUrl);
    const holding = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, 'latin1').includes(password));
    expect(holding.map((file) => file.slice(folder.length + 1)).sort()).toEqual(['embedded.json', 'redis/redis.conf']);
    for (const file of holding) expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('says so when Muster runs on the folder already, and leaves that one alone', async () => {
    const folder = newFolder();
    const { addresses } = await startElsewhere(folder, 'redis');
    const refusal = startEmbedded({ dataDir: folder, postgres: false, redis: true, mail: false });
    await expect(refusal).rejects.toThrow(FolderInUseError);
    await expect(refusal).rejects.toThrow(/already running on .* \(process \d+\)/);
    expect(await redis(addresses.redisUrl, (client) => client.ping())).toBe('PONG');
  });

  it('lends its servers to a command beside it, which leaves them running', async () => {
    const folder = newFolder();
    const { addresses } = await startElsewhere(folder, 'redis');
    const wanted = { dataDir: folder, postgres: false, redis: true, mail: false, join: true };
    const joined = await startEmbedded(wanted);
    expect(joined.redisUrl).toBe(addresses.redisUrl);
    await joined.stop();
    expect(await redis(addresses.redisUrl, (client) => client.ping())).toBe('PONG');
    await expect(startEmbedded({ ...wanted, postgres: true })).rejects.toThrow(/brought no PostgreSQL of its own/);
  });

  it('is stopped also when its folder was deleted meanwhile', async () => {
    const folder = newFolder();
    const servers = await start(folder, 'redis');
    rmSync(folder, { recursive: true });
    await servers.stop();
    expect(await refuses(servers.redisUrl)).toBe(true);
  });

  it('leaves nothing behind when it is for tests', async () => {
    const servers = await startEmbedded({
      dataDir: '/nowhere',
      postgres: true,
      redis: true,
      mail: true,
      ephemeral: true,
    });
    const [{ folder }] = (await query(servers.databaseUrl ?? '', 'CREATE DATABASE clone TEMPLATE muster').then(() =>
      query(servers.databaseUrl ?? '', `SELECT current_setting('fsync') AS folder`),
    )) as [{ folder: string }];
    expect(folder).toBe('off');
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('muster-test-'));
    await servers.stop();
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('muster-test-'));
    expect(before.length - after.length).toBeGreaterThanOrEqual(1);
  });
});

describe('after a crash', () => {
  it('nothing runs on, and the next start finds everything', async () => {
    const folder = usedFolder();
    const { program, addresses } = await startElsewhere(folder, 'postgres', 'redis', 'mail');
    await query(addresses.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    await redis(addresses.redisUrl, (client) => client.set('kept', '7'));
    await end(program, 'SIGKILL');
    for (const address of [addresses.databaseUrl, addresses.redisUrl, addresses.smtpUrl, addresses.mailboxUrl]) {
      await eventually(
        () => refuses(address),
        (refused) => refused,
      );
    }
    const next = await start(folder, 'postgres', 'redis');
    expect(next.databaseUrl).toBe(addresses.databaseUrl);
    expect(await query(next.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(await redis(next.redisUrl, (client) => client.get('kept'))).toBe('7');
  });

  it('a start at once, while the servers of the crashed run are still ending, finds everything', async () => {
    const folder = usedFolder();
    const { program, addresses } = await startElsewhere(folder, 'postgres', 'redis');
    await query(addresses.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    await end(program, 'SIGKILL');
    const next = await start(folder, 'postgres', 'redis');
    expect(await query(next.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('ends a server of the crashed run that still runs, and no other process that has its number by now', async () => {
    const folder = newFolder();
    await (await start(folder, 'redis')).stop();
    const leftover = sleeper();
    const stranger = sleeper();
    remember(folder, { redis: { pid: leftover.pid, identity: processIdentity(leftover.pid ?? 0) } });
    await (await start(folder, 'redis')).stop();
    expect(leftover.signalCode).toBe('SIGTERM');
    remember(folder, { redis: { pid: stranger.pid, identity: 'of another process' } });
    await (await start(folder, 'redis')).stop();
    expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null]);
  });

  it('PostgreSQL starts over a pid file whose number another program has by now', async () => {
    const folder = usedFolder();
    await (await start(folder, 'postgres')).stop();
    writeFileSync(join(folder, 'postgres/postmaster.pid'), `${process.pid}\n${folder}/postgres\n1\n5432\n`);
    const { databaseUrl } = await start(folder, 'postgres');
    expect(await query(databaseUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('a first start that was interrupted is begun anew', async () => {
    const folder = newFolder();
    await (await start(folder, 'redis')).stop();
    cpSync(join(folder, 'redis'), join(folder, 'postgres.draft'), { recursive: true });
    const { databaseUrl } = await start(folder, 'postgres');
    expect(await query(databaseUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(existsSync(join(folder, 'postgres.draft'))).toBe(false);
  });

  it('a damaged memory of ports and passwords is told, and once it is deleted the data is found again', async () => {
    const folder = usedFolder();
    const first = await start(folder, 'postgres');
    await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    writeFileSync(join(folder, 'embedded.json'), '{"ports":');
    await expect(start(folder, 'postgres')).rejects.toThrow(/embedded\.json is damaged\. Delete it/);
    rmSync(join(folder, 'embedded.json'));
    const second = await start(folder, 'postgres');
    expect(await query(second.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });
});

describe('a copy of the folder', () => {
  it('runs beside the first, which goes on', async () => {
    const folder = newFolder();
    const first = await start(folder, 'redis');
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    const second = await start(copy, 'redis');
    expect(second.redisUrl).not.toBe(first.redisUrl);
    await redis(second.redisUrl, (client) => client.set('of', 'the copy'));
    expect(await redis(first.redisUrl, (client) => client.get('of'))).toBeNull();
  });
});

// What only root can meet: PostgreSQL then runs as another user, who must get to its files.
if (process.getuid?.() === 0) {
  describe('as root', () => {
    it('in a folder that only root may enter PostgreSQL has its data elsewhere, and finds it again', async () => {
      const folder = newFolder();
      chmodSync(join(folder, '..'), 0o700);
      const first = await start(folder, 'postgres');
      await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
      await first.stop();
      const outside = readFileSync(join(folder, 'postgres.path'), 'utf8').trim();
      cleanUps.push(() => rmSync(outside, { recursive: true, force: true }));
      expect(existsSync(join(folder, 'postgres'))).toBe(false);
      const second = await start(folder, 'postgres');
      expect(await query(second.databaseUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    });
  });
}

function sleeper(): ChildProcess {
  const sleeping = spawn('sleep', ['60'], { stdio: 'ignore' });
  cleanUps.push(() => end(sleeping, 'SIGKILL'));
  return sleeping;
}

function remember(folder: string, running: object): void {
  const file = join(folder, 'embedded.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), running }));
}
