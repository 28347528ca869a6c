import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type Answer, Desk } from '../support/desk.js';
import { linkFor, type Person, personWithPassword, signIn, sql } from './people.js';

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
  for (;;) {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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

test.each(Object.entries(ways))('%s while the person is being deactivated: they stay deactivated', async (_, way) => {
  const someone = await personWithPassword(desk);
  await sql(desk, someone.orgId, `update users set status = 'invited' where id = ?`, [someone.id]);
  const enter = await way(someone);
  await owner.query('begin');
  await owner.query(`update users set status = 'deactivated' where id = $1`, [someone.id]);
  const entering = enter();
  await somebodyWaits();
  await owner.query('commit');
  expect(await entering).toMatchObject({ status: 403, body: { code: 'account_deactivated' } });
  expect(await statusOf(someone)).toEqual({ status: 'deactivated' });
});
