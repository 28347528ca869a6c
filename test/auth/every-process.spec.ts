import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { SecondFactors } from '../../src/auth/index.js';
import { createApp } from '../../src/create-app.js';
import { AccessChanges } from '../../src/shared/access/access-changes.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { Agent, Desk } from '../support/desk.js';
import { twoAdmins, USERS } from '../users/colleagues.js';
import { linkFor, PASSWORD, type Person, personWithPassword, signIn, sql, suspend } from './people.js';

let desk: Desk;
let second: NestFastifyApplication;
let other: string;
beforeAll(async () => {
  desk = await Desk.start();
  // The same program once more on the same servers: it has its own memory of who is signed in.
  second = await createApp(desk.config);
  await second.listen(0, '127.0.0.1');
  other = (await second.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(async () => {
  await second.close();
  await desk.stop();
});

const db = () => desk.app.get(TenantDb, { strict: false });

const CHANGES: [string, string, (someone: Person) => Promise<unknown>][] = [
  [
    'a password change elsewhere',
    'unauthenticated',
    ({ agent }) =>
      agent.call('PUT', '/api/v1/me/password', { currentPassword: PASSWORD, newPassword: 'amber canoe by moonlight' }),
  ],
  [
    'a password that an admin sets',
    'unauthenticated',
    ({ orgId, id }) => sql(desk, orgId, `update users set password_hash = 'x' where id = ?`, [id]),
  ],
  [
    'a deactivation',
    'unauthenticated',
    ({ orgId, id }) => sql(desk, orgId, `update users set status = 'deactivated' where id = ?`, [id]),
  ],
  [
    'a second factor that is reset',
    'unauthenticated',
    ({ orgId, id }) =>
      db().writeAccess(orgId, (em) => desk.app.get(SecondFactors, { strict: false }).reset(em, id as never)),
  ],
  ['an end of all other sessions', 'unauthenticated', ({ agent }) => agent.call('DELETE', '/api/v1/me/sessions')],
  [
    'a suspension of the organization',
    'org_suspended',
    async ({ orgId }) => {
      await suspend(desk, orgId);
      // The operator's tools do not wait for the processes, the panel does.
      await db().writeAccess(orgId, () => Promise.resolve());
    },
  ],
  [
    'a lost role',
    'forbidden',
    ({ orgId, id }) => sql(desk, orgId, `update users set role = 'viewer' where id = ?`, [id]),
  ],
  [
    'a password that must be changed',
    'password_change_required',
    ({ orgId, id }) => sql(desk, orgId, 'update users set must_change_password = true where id = ?', [id]),
  ],
];

test.each(CHANGES)('%s bites on another process at the very next request', async (_, code, change) => {
  const someone = await personWithPassword(desk);
  const elsewhere = new Agent(other);
  expect((await signIn(desk, someone.email, PASSWORD, elsewhere)).status).toBe(200);
  const ask = async () => (await elsewhere.call('GET', '/api/v1/users')).body.code ?? 'ok';
  // Warm: the other process answers from its memory.
  expect([await ask(), await ask()]).toEqual(['ok', 'ok']);
  await change(someone);
  expect(await ask()).toBe(code);
});

test('a change that runs beside many requests of the other process is met by all that begin after it', async () => {
  for (let round = 0; round < 10; round++) {
    const someone = await personWithPassword(desk);
    const elsewhere = new Agent(other);
    await signIn(desk, someone.email, PASSWORD, elsewhere);
    let done = false;
    const late: number[] = [];
    const load = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 40; i++) {
        const begunAfter = done;
        const { status } = await elsewhere.call('GET', '/api/v1/me');
        if (begunAfter) late.push(status);
      }
    });
    await sql(desk, someone.orgId, `update users set status = 'deactivated' where id = ?`, [someone.id]);
    done = true;
    await Promise.all(load);
    expect(new Set([...late, 401])).toEqual(new Set([401]));
  }
});

test('a change is over when the last process has said that it heard of it', async () => {
  const someone = await personWithPassword(desk);
  const changes = desk.app.get(AccessChanges, { strict: false });
  const { patience } = changes;
  // So that on a slow machine nothing but the answers ends the waiting.
  changes.patience = 60_000;
  const third = new Client({ connectionString: desk.config.databaseUrl });
  try {
    await third.connect();
    const heard: string[] = [];
    const bothOthers = new Promise<string>((resolve) => {
      third.on('notification', ({ payload = '' }) => {
        const [word, question = ''] = payload.split(':');
        if (word === 'heard') heard.push(question);
        if (heard.length === 2) resolve(question);
      });
    });
    await third.query(`listen muster_access; set application_name = 'muster access changes'`);
    let over = false;
    const change = db()
      .writeAccess(someone.orgId, () => Promise.resolve())
      .then(() => (over = true));
    const question = await bothOthers;
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    await third.query(`select pg_notify('muster_access', 'heard:' || $1 || ':' || pg_backend_pid())`, [question]);
    await change;
  } finally {
    await third.end();
    changes.patience = patience;
  }
});

test.each(['demote', 'deactivate'])(
  'two admins who %s each other, each through another process: one stays',
  async (what) => {
    for (let round = 0; round < 3; round++) {
      const { ada, bob, orgId } = await twoAdmins(desk);
      const elsewhere = new Agent(other);
      await elsewhere.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, bob, 'admin_link') });
      const act = (by: Agent, { id }: { id: string }) =>
        what === 'demote'
          ? by.call('PATCH', `${USERS}/${id}`, { role: 'viewer' })
          : by.call('POST', `${USERS}/${id}/deactivate`);
      const answers = await Promise.all([act(ada.agent, bob), act(elsewhere, ada)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const left = await sql(desk, orgId, `select id from users where role = 'admin' and status = 'active'`);
      expect(left).toHaveLength(1);
    }
  },
);
