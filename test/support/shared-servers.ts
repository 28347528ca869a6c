import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { startEmbedded } from '../../src/embedded/index.js';
import { migrate } from '../../src/migrate.js';
import { newId } from '../../src/shared/ids/ids.js';

const TEMPLATE = 'muster_template';
/** Any number that nothing else locks. */
const TEMPLATE_LOCK = 20_260_006;
/** As the embedded Redis of tests is set up; number 0 counts the others. */
const REDIS_DATABASES = 1_024;

/** A migrated, empty database and an empty Redis, of one test's own. `release` takes away what they hold. */
export interface Ground {
  databaseUrl: string;
  redisUrl: string;
  release(): Promise<void>;
}

/**
 * A clone of the migrated template, and a Redis database number that nobody else has, on the two servers that this run of
 * Jest shares. Outside of Jest: on two of their own.
 */
export async function sharedGround(): Promise<Ground> {
  const address = process.env['MUSTER_TEST_SERVERS'];
  if (!address) return ownGround();
  const { databaseUrl, redisUrl } = await askFor(address);
  const [database, redis] = await Promise.all([cloned(databaseUrl), ownNumber(redisUrl)]);
  return {
    databaseUrl: database,
    redisUrl: redis,
    async release() {
      const name = new URL(database).pathname.slice(1);
      await asOwner(databaseUrl, (owner) => drop(owner, name));
      await withRedis(redis, (client) => client.flushdb());
    },
  };
}

/** Two servers that nobody else uses. */
async function ownGround(): Promise<Ground> {
  const servers = await startEmbedded({ dataDir: '', postgres: true, redis: true, mail: false, ephemeral: true });
  const { databaseUrl = '', redisUrl = '' } = servers;
  await migrate(databaseUrl);
  return { databaseUrl, redisUrl, release: () => servers.stop() };
}

function askFor(address: string): Promise<{ databaseUrl: string; redisUrl: string }> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(address);
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('data', (text: string) => (answer += text));
    socket.on('end', () => {
      const { fault, ...urls } = JSON.parse(answer) as { fault?: string; databaseUrl: string; redisUrl: string };
      if (fault) reject(new Error(fault));
      else resolve(urls);
    });
  });
}

async function cloned(databaseUrl: string): Promise<string> {
  const name = `test_${newId().replaceAll('-', '')}`;
  await asOwner(databaseUrl, async (owner) => {
    // The first makes the template, whichever process it is in; the others wait for it.
    await owner.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(owner, databaseUrl);
    await owner.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    await owner.query(`create database ${name} template ${TEMPLATE}`);
  });
  return withDatabase(databaseUrl, name);
}

/** Gets its name when it is complete. */
async function makeTemplate(owner: Client, databaseUrl: string): Promise<void> {
  const draft = `${TEMPLATE}_draft`;
  await drop(owner, draft);
  await owner.query(`create database ${draft}`);
  await migrate(withDatabase(databaseUrl, draft));
  await owner.query(`alter database ${draft} rename to ${TEMPLATE}`);
}

/**
 * Ends whoever is still connected, such as a worker that a test killed. Not `with (force)`: that asks leave to end an
 * autovacuum worker too, which only a superuser has, while a plain `drop` sends it away by itself.
 */
async function drop(owner: Client, name: string): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
    [name],
  );
  await owner.query(`drop database if exists ${name}`);
}

async function ownNumber(redisUrl: string): Promise<string> {
  const number = await withRedis(redisUrl, (client) => client.incr('tests:last'));
  return withDatabase(redisUrl, String(1 + (number % (REDIS_DATABASES - 1))));
}

async function asOwner<T>(databaseUrl: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

async function withRedis<T>(redisUrl: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redisUrl, { lazyConnect: true });
  await client.connect();
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
