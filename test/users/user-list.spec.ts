import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { USERS_PAGE } from '../../src/users/member-directory.js';
import { person } from '../auth/people.js';
import { Desk } from '../support/desk.js';
import { colleague, invite, USERS } from './colleagues.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

test('the list is searched by part of a name or an address in any case, filtered, and paged without gap or double', async () => {
  const [ada, other] = [await person(desk), await person(desk)];
  await colleague(desk, ada, 'technician', 'Øyvind Ødegård');
  await colleague(desk, ada, 'viewer', 'Yvonne');
  await invite(ada, 'technician', 'Ivy');
  await colleague(desk, other, 'technician', 'Øyvind of another organization');
  const names = async (query: string) =>
    ((await ada.agent.call('GET', `${USERS}?${query}`)).body.items ?? []).map(({ name }) => name);
  expect(await names(`search=${encodeURIComponent('øYVIND ø')}`)).toEqual(['Øyvind Ødegård']);
  expect(await names('search=YV')).toEqual(['Øyvind Ødegård', 'Yvonne']);
  expect(await names(`search=${ada.email.slice(0, 8).toUpperCase()}`)).toEqual(['Ada Admin']);
  expect(await names('search=%25')).toEqual([]);
  expect(await names('role=technician')).toEqual(['Øyvind Ødegård', 'Ivy']);
  expect(await names('role=technician&status=invited')).toEqual(['Ivy']);

  const met: unknown[] = [];
  let cursor = '';
  do {
    const { body } = await ada.agent.call('GET', `${USERS}?limit=1${cursor && `&cursor=${cursor}`}`);
    met.push(...(body.items ?? []).map(({ name }) => name));
    // Whoever comes meanwhile stands at the end.
    if (met.length === 1) await invite(ada, 'viewer', 'Late');
    cursor = (body.nextCursor as string | null) ?? '';
  } while (cursor);
  expect(met).toEqual(['Ada Admin', 'Øyvind Ødegård', 'Yvonne', 'Ivy', 'Late']);
});

test('one mailbox has one account, however its domain is written', async () => {
  const ada = await person(desk);
  const add = (email: string) => ada.agent.call('POST', USERS, { name: 'Jörg', email, role: 'viewer' });
  expect((await add('jörg@bücher.example')).status).toBe(201);
  for (const email of ['JÖRG@Bücher.example', 'jo\u0308rg@bu\u0308cher.example', 'jörg@xn--bcher-kva.example']) {
    expect((await add(email)).body.code).toBe('email_conflict');
  }
});

test('a page or a search of one organization among many reads its own people by index, not the whole table', async () => {
  const { orgId } = await person(desk);
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  await Promise.all(Array.from({ length: 9 }, () => desk.org()));
  await owner.query(`insert into users (id, org_id, name, email, email_key, role, status, created_at, updated_at)
    select gen_random_uuid(), o.id, 'Person ' || i, x, x, 'viewer', 'active', now(), now()
    from orgs o cross join generate_series(1, 1000) i cross join lateral (select i || '@' || o.slug || '.example' as x) e`);
  await owner.query('analyze users');
  await owner.end();
  const pool = await desk.app.get(MikroORM).em.getConnection().getNativeClient();
  const zero = '00000000-0000-0000-0000-000000000000';
  for (const values of [
    [orgId, zero, 51, null, null, null],
    [orgId, zero, 51, null, null, 'nobody is called this'],
    [orgId, zero, 51, 'admin', 'active', 'ada'],
  ]) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${USERS_PAGE.text}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index.* on users u /);
    expect(plan).not.toMatch(/Seq Scan on users/);
  }
});
