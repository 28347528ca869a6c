import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { mailedToken, person } from '../auth/people.js';
import { USERS } from './colleagues.js';

const BULK = `${USERS}/bulk`;

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const line = (email: string, name = 'Someone', role = 'technician') => ({ name, email, role });

test('each line is answered for itself: bad ones, doubles and people who exist cost no other', async () => {
  const [ada, eve] = [await person(desk), await person(desk)];
  const users = [
    line('one@bulk.example', 'Óscar'),
    line('ONE@bulk.example '),
    line(eve.email.toUpperCase()),
    line('no address'),
    line('two@bulk.example', 'Two', 'owner'),
    line('three@bulk.example', ''),
    { ...line('four@bulk.example'), status: 'active' },
    'five@bulk.example',
    null,
    [],
    { email: { $ne: 1 } },
    line('six@bulk.example', 'Six', 'viewer'),
  ];
  const { status, body } = await ada.agent.call('POST', BULK, { users });
  expect(status).toBe(200);
  expect(body.results).toEqual([
    { email: 'one@bulk.example', status: 'invited' },
    { email: 'ONE@bulk.example', status: 'refused', code: 'email_conflict' },
    { email: eve.email.toUpperCase(), status: 'refused', code: 'email_conflict' },
    { email: 'no address', status: 'refused', code: 'validation_failed' },
    { email: 'two@bulk.example', status: 'refused', code: 'validation_failed' },
    { email: 'three@bulk.example', status: 'refused', code: 'validation_failed' },
    { email: 'four@bulk.example', status: 'refused', code: 'validation_failed' },
    ...Array.from({ length: 4 }, () => ({ email: '', status: 'refused', code: 'validation_failed' })),
    { email: 'six@bulk.example', status: 'invited' },
  ]);
  const listed = (await ada.agent.call('GET', `${USERS}?status=invited`)).body.items ?? [];
  expect(listed.map(({ name, role }) => [name, role])).toEqual([
    ['Óscar', 'technician'],
    ['Six', 'viewer'],
  ]);
  const token = await mailedToken(desk, 'one@bulk.example');
  expect((await desk.agent().call('POST', '/api/v1/auth/link', { token })).body.user).toMatchObject({ name: 'Óscar' });
  const log = (await ada.agent.call('GET', '/api/v1/audit-log?action=user.invited')).body.items ?? [];
  expect(log.filter(({ actor }) => (actor as { id: string } | null)?.id === ada.id)).toHaveLength(2);
});

test('1,000 lines with doubles, bad addresses and people who exist; two at once invite nobody twice', async () => {
  const ada = await person(desk);
  const users = Array.from({ length: 1_000 }, (_, i) =>
    i % 10 === 0 ? line('not an address') : i % 10 === 1 ? line('same@many.example') : line(`p${i}@many.example`),
  );
  const answers = await Promise.all([0, 1].map(() => ada.agent.call('POST', BULK, { users })));
  const results = answers.map(({ body }) => body.results as unknown as { email: string; status: string }[]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(results.map((each) => each.length)).toEqual([1_000, 1_000]);
  const invited = results.flat().filter(({ status }) => status === 'invited');
  expect([invited.length, new Set(invited.map(({ email }) => email)).size]).toEqual([801, 801]);
  const again = await ada.agent.call('POST', BULK, { users });
  expect((again.body.results as unknown as { status: string }[]).filter(({ status }) => status === 'invited')).toEqual(
    [],
  );
});

test.each<[string, unknown, number]>([
  ['nothing', {}, 422],
  ['no line', { users: [] }, 422],
  ['1,001 lines', { users: Array.from({ length: 1_001 }, () => null) }, 422],
  ['no list', { users: { length: 3 } }, 422],
  ['a field of its own', { users: [line('x@bulk.example')], orgId: 'x' }, 422],
  ['600 kB', { users: [line('x@bulk.example', 'x'.repeat(600_000))] }, 413],
])('refuses %s', async (_, body, status) => {
  const ada = await person(desk);
  expect((await ada.agent.call('POST', BULK, body)).status).toBe(status);
});
