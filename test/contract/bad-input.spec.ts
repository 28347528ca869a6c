import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { type Person, person } from '../auth/people.js';
import { made } from '../desk/shop.js';
import type { Agent, Desk } from '../support/desk.js';
import { startPlatform } from '../system-admin/platform.js';
import { asOwner, checksums } from '../system-admin/traces.js';
import { type Operation, operations } from './operations.js';

// What nobody should send, to every route that would take it: always an answer in the 400s, never half a write.

let desk: Desk;
let ada: Person;
let operator: Person;
let ticket: string;
beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
  ada = await person(desk);
  ticket = (await made(ada, 'tickets', { subject: 'Printer' })).id;
});
afterAll(() => desk.stop());

const withBody = operations.filter(({ takesBody }) => takesBody);
/** Whatever its lines are, it answers each for itself. */
const whole = withBody.filter(({ id }) => id !== 'bulkInvite');
const withIds = operations.filter(({ path, rule }) => path.includes('{') && rule !== 'public');
const lists = operations.filter(({ query }) => query.includes('cursor'));
/** In the order of names, which may be any text. */
const BY_NAME = new Set(['GET /clients', 'GET /users/assignable']);
const at = (path: string, id: string) => path.replaceAll(/\{\w+\}/g, id);
const nowhere = (path: string) => at(path, newId());
/** Whoever may call a route. */
const callerOf = ({ rule }: Operation): Agent => (rule === 'system_admin' ? operator : ada).agent;

test('the routes are there to be tried', () => {
  const platform = (tried: Operation[]) => tried.filter(({ rule }) => rule === 'system_admin').length;
  for (const [tried, least, leastOfPlatform] of [
    [withBody, 35, 6],
    [withIds, 35, 12],
    [lists, 13, 4],
  ] as const) {
    expect(tried.length).toBeGreaterThanOrEqual(least);
    expect(platform(tried)).toBeGreaterThanOrEqual(leastOfPlatform);
  }
});

const COUNTS = `select count(*) from users union all select count(*) from links union all select count(*) from orgs`;

/** Everything of the organization, and how much there is of all, but for the log of failed sign-ins. */
async function state(): Promise<object> {
  const { audit_log: _, sessions: __, orgs: ___, ...rest } = await checksums(desk, ada.orgId);
  return { ...rest, all: await asOwner(desk, COUNTS) };
}

describe('a body', () => {
  let before: object;
  beforeAll(async () => {
    before = await state();
  });

  test.each<[string, string, string]>([
    ['that is cut off', '{"name":', '400 malformed_json'],
    ['that is no JSON', '<name/>', '400 malformed_json'],
    ['with __proto__', '{"__proto__":{"role":"admin"}}', '400 malformed_json'],
    ['with constructor.prototype', '{"constructor":{"prototype":{"role":"admin"}}}', '400 malformed_json'],
    ['of 1 MB', `{"name":"${'x'.repeat(1_048_576)}"}`, '413 payload_too_large'],
    ['nested 30,000 deep', `{"name":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, '422 validation_failed'],
    ['nested 30,000 deep in objects', `${'{"name":'.repeat(30_000)}1${'}'.repeat(30_000)}`, '422 validation_failed'],
    ['that is a list', '[]', '422 validation_failed'],
    ['that is text', '"name"', '422 validation_failed'],
    ['that is null', 'null', '422 validation_failed'],
    ['with a field that is not known', '{"orgId":"x"}', '422 validation_failed'],
  ])('%s is refused by every route', async (_, body, expected) => {
    const told = await Promise.all(
      withBody.map(async (route) => {
        const answer = await callerOf(route).call(route.method, nowhere(route.path), body);
        return [route.name, `${answer.status} ${answer.body.code}`];
      }),
    );
    expect(told.filter(([, answer]) => answer !== expected)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['NUL', 'a\u0000b'],
    ['half of a surrogate pair', 'a\uD800'],
    ['400,000 characters, more than any field takes', 'x'.repeat(400_000)],
    ['a number beyond 2^53', 2 ** 60],
    ['a negative number', -1],
    ['true', true],
    ['an object', {}],
    ['a list of lists', [[[]]]],
    ['an object that poses as others', JSON.parse('{"then":1,"toString":1,"length":-1}') as unknown],
  ])('whose every field is %s is refused by every route', async (_, value) => {
    const told = await Promise.all(
      whole.map(async (route) => {
        const body = Object.fromEntries(route.fields.map((field) => [field, value]));
        const answer = await callerOf(route).call(route.method, nowhere(route.path), body);
        return { name: route.name, ...answer };
      }),
    );
    expect(
      told.filter(({ status }) => status < 400 || status >= 500).map(({ name, status }) => [name, status]),
    ).toEqual([]);
  });

  test('has changed nothing', async () => {
    expect(await state()).toEqual(before);
  });
});

test.each(['x', '%00', '..%2Fme', '%2e%2e', 'null', '0', `${newId()}'--`, 'x'.repeat(90), '%F0%9F%92%A9', '{id}'])(
  'an id that is %s is not found, whatever is asked',
  async (id) => {
    const told = await Promise.all(
      withIds.map(async (route) => {
        const body = route.method === 'GET' ? undefined : {};
        return [route.name, (await callerOf(route).call(route.method, at(route.path, id), body)).status];
      }),
    );
    expect(told.filter(([, status]) => status !== 404)).toEqual([]);
  },
);

/** What each list answers to a query; the one below a ticket is asked below one that is there. */
function statuses(query: string): Promise<[string, number][]> {
  return Promise.all(
    lists.map(async (route) => {
      const { status } = await callerOf(route).call('GET', `${at(route.path, ticket)}?${query}`);
      return [route.name, status];
    }),
  );
}

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['garbage', 'garbage'],
  ['an empty list', cursor([])],
  ['an object', cursor({ length: 1 })],
  ['nulls', cursor([null, null])],
  ['text that is no id', cursor(['x', 'y'])],
  ['NUL', cursor(['\u0000', newId()])],
  ['a number of 301 digits', Buffer.from(`[1${'0'.repeat(300)},"x"]`).toString('base64url')],
  ['a year beyond all years', cursor(['+275760-09-13T00:00:00.001Z', newId()])],
  ['1,000 characters', 'x'.repeat(1_000)],
  ['broken percent signs', '%25%00'],
])('a cursor that is %s is refused by every list', async (_, value) => {
  const told = await statuses(`cursor=${value}`);
  const wrong = told.filter(([, status]) => status !== 422);
  expect(wrong.filter(([name, status]) => status !== 200 || !BY_NAME.has(name))).toEqual([]);
});

test.each(['0', '-1', '201', '1.5', 'x', '1e2', '9'.repeat(40), ''])(
  'limit=%s is refused by every list',
  async (limit) => {
    const told = await statuses(`limit=${limit}`);
    expect(told.filter(([, status]) => status !== 422)).toEqual([]);
  },
);
