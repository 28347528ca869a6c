import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type Answer, Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { enrol, linkFor, type Person, personWithPassword, signIn, sql } from './people.js';

let desk: Desk;
let owner: Client;
beforeAll(async () => {
  desk = await Desk.start();
  owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await desk.stop();
});

const statusOf = async ({ orgId, id }: Person) =>
  (await sql(desk, orgId, 'select status from users where id = ?', [id]))[0];

/** Somebody waits for a row that another transaction has changed. */
async function somebodyWaits(): Promise<void> {
  await until(async () => {
    // Within a transaction PostgreSQL goes on showing the connections that there were at the first look.
    await owner.query('select pg_stat_clear_snapshot()');
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount !== 0;
  });
}

const ways: Record<string, (someone: Person) => Promise<() => Promise<Answer>>> = {
  'an invite that is used': async (someone) => {
    const token = await linkFor(desk, someone, 'invite');
    return () => desk.agent().call('POST', '/api/v1/auth/link', { token });
  },
  'a password that an admin set':
    async ({ email }) =>
    () =>
      signIn(desk, email),
};

/**
 * Somebody enters while `change` has been made to them and is not committed yet. With the rows of `held` locked too, they have
 * looked at the person before the change and do so again after it.
 */
async function enterDuring(
  change: string,
  someone: Person,
  enter: () => Promise<Answer>,
  held?: 'links' | 'totp_factors',
): Promise<Answer> {
  await owner.query('begin');
  if (held) await owner.query(`select from ${held} where user_id = $1 for update`, [someone.id]);
  await owner.query(`update users set ${change} where id = $1`, [someone.id]);
  const entering = enter();
  await somebodyWaits();
  await owner.query('commit');
  return entering;
}

test.each(Object.entries(ways))('%s while the person is being deactivated: they stay deactivated', async (_, way) => {
  const someone = await personWithPassword(desk);
  await sql(desk, someone.orgId, `update users set status = 'invited' where id = ?`, [someone.id]);
  const entered = await enterDuring(`status = 'deactivated'`, someone, await way(someone));
  expect(entered).toMatchObject({ status: 403, body: { code: 'account_deactivated' } });
  expect(await statusOf(someone)).toEqual({ status: 'deactivated' });
});

const dead: Record<string, object> = {
  'an invite that is used': { status: 410, body: { code: 'link_replaced' } },
  'a password that an admin set': { status: 401, body: { code: 'invalid_credentials' } },
};

test.each(
  Object.entries(ways).flatMap(([name, way]) => ['invited', 'active'].map((status) => ({ name, way, status }))),
)(
  '$name of somebody $status while an admin sets another password: no session that is dead at birth',
  async ({ name, way, status }) => {
    const someone = await personWithPassword(desk);
    await sql(desk, someone.orgId, 'update users set status = ? where id = ?', [status, someone.id]);
    const entered = await enterDuring(`password_hash = 'another'`, someone, await way(someone));
    expect(entered).toMatchObject(dead[name] ?? {});
    expect(await statusOf(someone)).toEqual({ status });
  },
);

test('a link that is looked at before an admin sets a password, and spent after it, opens nothing', async () => {
  const someone = await personWithPassword(desk);
  const token = await linkFor(desk, someone, 'admin_link');
  const enter = () => desk.agent().call('POST', '/api/v1/auth/link', { token });
  const entered = await enterDuring(`password_hash = 'another'`, someone, enter, 'links');
  expect(entered).toMatchObject({ status: 410, body: { code: 'link_replaced' } });
});

test('a second factor that is shown while an admin sets another password comes too late', async () => {
  const someone = await personWithPassword(desk);
  const factor = await enrol(desk, someone.agent);
  const code = factor.next();
  const { mfaToken } = (await signIn(desk, someone.email)).body;
  const enter = () => desk.agent().call('POST', '/api/v1/auth/mfa', { mfaToken, code });
  const entered = await enterDuring(`password_hash = 'another'`, someone, enter, 'totp_factors');
  expect(entered).toMatchObject({ status: 401, body: { code: 'mfa_expired' } });
});
