import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { SystemDb } from '../../src/system-admin/system-db.js';
import { JobQueues } from '../../src/shared/queue/job-queues.js';
import { endSilentOf } from '../../src/shared/tenancy/end-silent.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { PASSWORD, personWithPassword, signIn, type Person } from '../auth/people.js';
import { asOwner } from '../system-admin/traces.js';
import { Desk } from '../support/desk.js';
import { type Ground, sharedGround } from '../support/shared-servers.js';
import { until } from '../support/until.js';
import { Wire } from './wire.js';

/** Connections that a process has for its requests and jobs. */
const POOL = 10;

let ground: Ground;
let database: Wire;
let redis: Wire;
let desk: Desk;
let ada: Person;

beforeAll(async () => {
  ground = await sharedGround();
  [database, redis] = await Promise.all([Wire.to(ground.databaseUrl), Wire.to(ground.redisUrl)]);
  desk = await Desk.start({ DATABASE_URL: database.url, REDIS_URL: redis.url });
  ada = await personWithPassword(desk);
});
afterAll(async () => {
  await desk.stop();
  await Promise.all([database.cut(), redis.cut()]);
  await ground.release();
});

const ready = async () => (await desk.agent().call('GET', '/health/ready')).body;
const invite = (email: string) => ada.agent.call('POST', '/api/v1/users', { name: 'Tom', email, role: 'technician' });

test('while Redis is away every request is answered, and every mail arrives when it is back', async () => {
  await redis.cut();
  expect(await ready()).toMatchObject({ status: 'unavailable', redis: 'down', database: 'up' });
  const invited = Array.from({ length: 30 }, (_, n) => `away${n}@${ada.email.split('@')[1]}`);
  const answers: number[] = [];
  // Over several of the relay's rounds and Redis' reconnections.
  for (const email of invited) {
    answers.push((await invite(email)).status);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  expect(new Set(answers)).toEqual(new Set([201]));
  expect((await signIn(desk, ada.email, PASSWORD)).status).toBe(200);
  expect((await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: ada.email })).status).toBe(202);
  await redis.mend();
  await until(async () => (await ready())['status'] === 'ok');
  for (const email of [...invited, ada.email]) await desk.mailTo(email);
});

test('while PostgreSQL is away requests say 503 at once, and all goes on when it is back', async () => {
  await database.cut();
  await until(async () => (await ready())['database'] === 'down');
  expect((await desk.agent().call('GET', '/health/live')).status).toBe(200);
  const away = await Promise.all([
    desk.agent().call('GET', '/health/ready'),
    ada.agent.call('GET', '/api/v1/me'),
    invite(`down@${ada.email.split('@')[1]}`),
    signIn(desk, ada.email, PASSWORD),
    desk.agent().call('POST', '/api/v1/auth/magic-link', { email: ada.email }),
  ]);
  for (const answer of away) expect(answer.status).toBe(503);
  for (const { headers, body } of away.slice(1)) {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body.code).toBe('unavailable');
  }
  // The web page comes all the same, and tells what is down.
  expect((await desk.agent().call('GET', '/users')).status).toBe(200);
  await database.mend();
  await until(async () => (await ready())['status'] === 'ok');
  await until(async () => (await ada.agent.call('GET', '/api/v1/me')).status === 200);
  const back = `back@${ada.email.split('@')[1]}`;
  expect((await invite(back)).status).toBe(201);
  await desk.mailTo(back);
});

test('whoever is in the middle of something when PostgreSQL goes away gives their connection back', async () => {
  const tenants = desk.app.get(TenantDb, { strict: false });
  const busy = Array.from({ length: POOL }, () =>
    tenants
      .write(ada.orgId, (em) => em.execute('select pg_sleep(60)'))
      .then(
        () => 'done',
        () => 'lost',
      ),
  );
  let gone: () => void = () => undefined;
  const away = new Promise<void>((resolve) => (gone = resolve));
  const alone = desk.app
    .get(SystemDb, { strict: false })
    .exclusively('a step of a deletion', () => away)
    .catch(() => undefined);
  await until(async () => {
    const [{ n } = { n: 0 }] = await asOwner<{ n: number }>(
      desk,
      `select count(*)::int as n from pg_stat_activity where query = 'select pg_sleep(60)' and datname = current_database()`,
    );
    return n === POOL;
  });
  await database.cut();
  expect(new Set(await Promise.all(busy))).toEqual(new Set(['lost']));
  gone();
  await alone;
  await database.mend();
  await until(async () => (await ada.agent.call('GET', '/api/v1/me')).status === 200);
  const all = await Promise.all(Array.from({ length: POOL }, (_, n) => invite(`after${n}@${ada.email.split('@')[1]}`)));
  for (const { status } of all) expect(status).toBe(201);
});

test('while PostgreSQL stands still it is not ready, and whoever waits for it is let go', async () => {
  const away = await Wire.to(ground.databaseUrl);
  const pool = new Pool({ connectionString: away.url, max: 1 });
  pool.on('error', () => undefined);
  endSilentOf(pool, 500);
  // Silent, but it owes nothing: it stays.
  const { rows: before } = await pool.query('select pg_backend_pid()');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await pool.query('select pg_backend_pid()')).rows).toEqual(before);
  away.freeze();
  await expect(pool.query('select 1')).rejects.toThrow(/does not answer|terminated/);
  expect((await pool.query('select 1')).rowCount).toBe(1);
  await pool.end();
  await away.cut();

  database.freeze();
  expect(await ready()).toMatchObject({ status: 'unavailable', database: 'down' });
  await database.cut();
  await database.mend();
  await until(async () => (await ready())['status'] === 'ok');
});

test('a mail whose last try falls into an outage of PostgreSQL is not lost: it is handed over anew', async () => {
  const email = `last@${ada.email.split('@')[1]}`;
  const [queue] = desk.app.get(JobQueues, { strict: false }).all();
  if (!queue) throw new Error('there is no queue');
  await queue.pause(true);
  expect((await invite(email)).status).toBe(201);
  await until(async () => (await queue.getWaitingCount()) === 1);
  const [job] = await queue.getWaiting();
  if (!job) throw new Error('there is no job');
  // As if seven tries had been, which would take four minutes.
  await queue.client.hset(queue.toKey(String(job.id)), 'attemptsMade', 7);
  await database.cut();
  await queue.resume(true);
  // It ends while nobody can write down how.
  await until(async () => (await queue.getActiveCount()) + (await queue.getWaitingCount()) === 0);
  await database.mend();
  desk.advance(11 * MINUTE);
  await desk.mailTo(email);
});
