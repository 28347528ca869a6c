import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { may, ROLES, type Permission } from '../../src/shared/access/permissions.js';
import { newId } from '../../src/shared/ids/ids.js';
import { Desk } from '../support/desk.js';
import { API, made, shop, type Shop } from './shop.js';

// Every role × resource × verb, in one's own organization and in a foreign one: what is asked for comes from the one
// permission table, what must come back is worked out from it here.

let desk: Desk;
let own: Shop;
let foreign: Shop;
beforeAll(async () => {
  desk = await Desk.start();
  [own, foreign] = [await shop(desk), await shop(desk)];
});
afterAll(() => desk.stop());

const AMOUNT = { description: 'Cable', amount: 1_200, date: '2026-11-24' };

/** What each resource is made of and changed with; `under` is where its records hang. */
const RESOURCES = {
  clients: { path: async () => 'clients', create: async () => ({ name: 'Bakery Brown' }), patch: { phone: '1' } },
  tickets: { path: async () => 'tickets', create: async () => ({ subject: 'Printer' }), patch: { priority: 'high' } },
  comments: {
    path: async (shop: Shop) => `tickets/${(await made(shop.admin, 'tickets', { subject: 'Printer' })).id}/comments`,
    create: async () => ({ body: 'On it' }),
    patch: { body: 'Done' },
  },
  revenue: { path: async () => 'revenue', create: async () => AMOUNT, patch: { amount: 1 } },
  expenses: { path: async () => 'expenses', create: async () => AMOUNT, patch: { amount: 1 } },
  quotes: {
    path: async () => 'quotes',
    create: async (shop: Shop) => ({
      clientId: (await made(shop.admin, 'clients', { name: 'Bakery Brown' })).id,
      title: 'Network',
      items: [{ description: 'Access point', quantity: 2, unitPrice: 9_900 }],
    }),
    patch: { title: 'Wireless network' },
  },
} as const;
type Resource = keyof typeof RESOURCES;

const VERBS = {
  list: { needs: 'read', method: 'GET', one: false, status: 200 },
  one: { needs: 'read', method: 'GET', one: true, status: 200 },
  create: { needs: 'create', method: 'POST', one: false, status: 201 },
  edit: { needs: 'edit', method: 'PATCH', one: true, status: 200 },
  delete: { needs: 'delete', method: 'DELETE', one: true, status: 204 },
} as const;
type VerbName = keyof typeof VERBS;

const cells = (Object.keys(RESOURCES) as Resource[]).flatMap((resource) =>
  (Object.keys(VERBS) as VerbName[]).flatMap((verb) =>
    ROLES.flatMap((role) => (['own', 'foreign'] as const).map((where) => [role, verb, resource, where] as const)),
  ),
);

describe('the role table', () => {
  test.each(cells)('%s, %s %s, %s organization', async (role, verb, resource, where) => {
    const { path, create, patch } = RESOURCES[resource];
    const { needs, method, one, status } = VERBS[verb];
    const target = where === 'own' ? own : foreign;
    const list = await path(target);
    const input = await create(target);
    const record = one || verb === 'list' ? await made(target.admin, list, input) : undefined;
    const body = verb === 'create' ? input : verb === 'edit' ? patch : undefined;
    const answer = await own[role].agent.call(method, `${API}/${list}${one ? `/${record?.id}` : ''}`, body);

    if (!may(role, `${resource}:${needs}` as Permission)) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    } else if (where === 'own') {
      expect(answer.status).toBe(status);
    } else if (one || resource === 'comments') {
      // Another organization's record is not there, and neither is what would hang on it.
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    } else if (verb === 'list') {
      expect(answer.body.items?.map(({ id }) => id)).not.toContain(record?.id);
    } else {
      // A new record is always one's own; a foreign client in it is refused as one that is nowhere.
      expect(answer.status).toBe(resource === 'quotes' ? 422 : 201);
    }
    if (one && answer.status !== status) {
      const still = await target.admin.agent.call('GET', `${API}/${list}/${record?.id}`);
      expect(still).toMatchObject({ status: 200, body: record ?? {} });
    }
  });

  test.each(Object.keys(RESOURCES) as Resource[])('%s: an id that is nowhere is not found', async (resource) => {
    const path = await RESOURCES[resource].path(own);
    for (const id of [newId(), 'x', '%00', '../me']) {
      expect((await own.admin.agent.call('GET', `${API}/${path}/${encodeURIComponent(id)}`)).status).toBe(404);
    }
  });
});

describe('settings', () => {
  test.each(ROLES)('%s reads them', async (role) => {
    const { status, body } = await own[role].agent.call('GET', `${API}/org`);
    expect([status, body.id, Object.keys(body).sort()]).toEqual([
      200,
      own.orgId,
      ['currency', 'id', 'name', 'plan', 'slug', 'timeZone'],
    ]);
  });

  test.each(ROLES)('%s changes them where the table says so', async (role) => {
    const { status } = await own[role].agent.call('PATCH', `${API}/org`, { currency: 'CHF' });
    expect(status).toBe(may(role, 'org:edit') ? 200 : 403);
  });
});
