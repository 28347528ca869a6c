import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { may, type Permission, type Role, ROLES } from '../../src/shared/access/permissions.js';
import { newId, type OrgId } from '../../src/shared/ids/ids.js';
import { linkFor } from '../auth/people.js';
import { API, made, type Member, shop, type Shop } from '../desk/shop.js';
import { type Agent, type Answer, Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { asOwner, checksums } from '../system-admin/traces.js';
import { type Operation, operations } from './operations.js';

// Every tenant route × who calls × whose ids: generated from the routes (docs/openapi.json, which other tests hold to the
// running server) and from the one permission table. A new route that takes an id or a body fails until it has a sample.

type Ids = Record<string, string>;

const PRICE = { description: 'Cable', amount: 1_200, date: '2026-11-24' };

/** What an id of a kind names: a fresh one of an organization. */
const KINDS = {
  client: async ({ admin }: Shop) => (await made(admin, 'clients', { name: 'Bakery Brown' })).id,
  ticket: async ({ admin }: Shop) => (await made(admin, 'tickets', { subject: 'Printer' })).id,
  revenue: async ({ admin }: Shop) => (await made(admin, 'revenue', PRICE)).id,
  expense: async ({ admin }: Shop) => (await made(admin, 'expenses', PRICE)).id,
  quote: async (shop: Shop) => (await made(shop.admin, 'quotes', await quoteOf(shop))).id,
  user: async ({ admin }: Shop) =>
    (await made(admin, 'users', { name: 'Una', email: `una${newId()}@one.example`, role: 'technician' })).id,
  technician: async ({ technician }: Shop) => technician.id,
} satisfies Record<string, (shop: Shop) => Promise<string>>;

async function quoteOf(shop: Shop): Promise<object> {
  const { id: clientId } = await lastingIds(`${API}/clients/{id}`, shop);
  return { clientId, title: 'Network', items: [{ description: 'Access point', quantity: 2, unitPrice: 9_900 }] };
}

/** What the ids in a path name, by the path up to its last id; `who` is the person whose own a path is about. */
const PATHS: Record<string, (shop: Shop, who: Member) => Promise<Ids>> = {
  '/clients/{id}': async (shop) => ({ id: await KINDS.client(shop) }),
  '/tickets/{id}': async (shop) => ({ id: await KINDS.ticket(shop) }),
  '/tickets/{id}/comments/{commentId}': async (shop) => {
    const id = await KINDS.ticket(shop);
    return { id, commentId: (await made(shop.admin, `tickets/${id}/comments`, { body: 'On it' })).id };
  },
  '/revenue/{id}': async (shop) => ({ id: await KINDS.revenue(shop) }),
  '/expenses/{id}': async (shop) => ({ id: await KINDS.expense(shop) }),
  '/quotes/{id}': async (shop) => ({ id: await KINDS.quote(shop) }),
  '/users/{id}': async (shop) => ({ id: await KINDS.user(shop) }),
  '/users/{id}/avatar/{file}': async ({ admin }) => ({ id: admin.id, file: await pictured(admin) }),
  '/me/sessions/{id}': async ({ orgId }, who) => ({ id: await anotherSession(orgId, who) }),
  // No ids, and nobody's: a word of the address.
  '/me/calendars/{provider}': async () => ({ provider: 'google' }),
};
const WORDS = ['provider'];

/** What the ids in bodies and queries name. */
const REFERENCES: Record<string, (shop: Shop) => Promise<string>> = {
  clientId: KINDS.client,
  ticketId: KINDS.ticket,
  assigneeId: KINDS.technician,
  fromUserId: KINDS.technician,
  toUserId: KINDS.technician,
  actorId: KINDS.technician,
  targetId: KINDS.technician,
};

/** A body that each route takes; references are put in where one is asked for. */
const BODIES: Record<string, (shop: Shop) => Promise<object> | object> = {
  confirmSession: () => ({ password: 'not the one' }),
  createClient: () => ({ name: 'Bakery Brown' }),
  updateClient: () => ({ phone: '1' }),
  createTicket: () => ({ subject: 'Printer' }),
  updateTicket: () => ({ priority: 'high' }),
  createComment: () => ({ body: 'On it' }),
  updateComment: () => ({ body: 'Done' }),
  createRevenue: () => PRICE,
  updateRevenue: () => ({ amount: 1 }),
  createExpense: () => PRICE,
  updateExpense: () => ({ amount: 1 }),
  createQuote: quoteOf,
  updateQuote: () => ({ title: 'Wireless network' }),
  updateOrg: () => ({ currency: 'CHF' }),
  handOverTickets: ({ admin, technician }) => ({ fromUserId: technician.id, toUserId: admin.id }),
  inviteUser: () => ({ name: 'Una', email: `una${newId()}@one.example`, role: 'viewer' }),
  bulkInvite: () => ({ users: [{ name: 'Una', email: `una${newId()}@one.example`, role: 'viewer' }] }),
  updateUser: () => ({ name: 'Una Other' }),
  setUserPassword: () => ({ password: 'violet tram under snow' }),
  updateMe: () => ({ name: 'Another Name' }),
  updateOnboarding: () => ({ status: 'completed' }),
  changePassword: () => ({ newPassword: 'violet tram under snow' }),
  confirmSecondFactor: () => ({ code: '000000' }),
  renewBackupCodes: () => ({ code: '000000' }),
  disableSecondFactor: () => ({ code: '000000' }),
};

/** Where whoever may call is told something else than the documented success, because the sample can have no other. */
const TOLD: Record<string, string> = {
  confirmSession: 'wrong_password',
  setMyAvatar: 'unsupported_media_type',
  syncCalendar: 'calendar_not_connected',
  confirmSecondFactor: 'mfa_invalid',
  renewBackupCodes: 'mfa_not_enabled',
  disableSecondFactor: 'mfa_not_enabled',
};

interface Route extends Operation {
  /** Parameters of the path that are ids. */
  ids: string[];
}

const routes: Route[] = operations
  .filter(({ rule }) => rule !== 'public' && rule !== 'system_admin')
  .map((operation) => {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    return { ...operation, ids: names.filter((name) => !WORDS.includes(name)) };
  });

type Who = Role | 'signed out';
const WHO: readonly Who[] = [...ROLES, 'signed out'];

function refusal(route: Route, who: Who): { status: number; code: string } | undefined {
  if (who === 'signed out') return { status: 401, code: 'unauthenticated' };
  const rule = route.rule as Permission | 'signed_in';
  return rule === 'signed_in' || may(who, rule) ? undefined : { status: 403, code: 'forbidden' };
}

const ownCells = WHO.flatMap((who) => routes.map((route) => [who, route.name, route] as const));
const refused = ownCells.filter(([who, , route]) => refusal(route, who));
const allowed = ownCells.filter(([who, , route]) => !refusal(route, who));
/** Each id of a path foreign for itself, and all of them together. */
const foreignPaths = ownCells.flatMap(([who, name, route]) => {
  const sets = route.ids.length > 1 ? [...route.ids.map((id) => [id]), route.ids] : route.ids.map((id) => [id]);
  return sets.map((foreignIds) => [who, name, foreignIds.join(' and '), foreignIds, route] as const);
});
const foreignReferences = ownCells.flatMap(([who, name, route]) =>
  [...route.bodyReferences, ...route.queryReferences].map((field) => [who, name, field, route] as const),
);
const cells = refused.length + allowed.length + foreignPaths.length + foreignReferences.length;

let desk: Desk;
let own: Shop;
let foreign: Shop;
/** One of everything, for requests that change nothing. */
const lasting = new Map<string, Promise<Ids>>();
/** Of the other organization, by field. */
const references = new Map<string, string>();
let foreignIds: string[];
let files: string;

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'muster-matrix-'));
  desk = await Desk.start({
    STORAGE_URL: `file:${files}`,
    GOOGLE_CLIENT_ID: 'muster',
    GOOGLE_CLIENT_SECRET: 'secret',
    GOOGLE_ISSUER: 'http://127.0.0.1:1',
  });
  [own, foreign] = await Promise.all([shop(desk), shop(desk)]);
  await Promise.all([own, foreign].flatMap((shop) => Object.keys(PATHS).map((path) => lastingIds(API + path, shop))));
  for (const [field, kind] of Object.entries(REFERENCES)) references.set(field, await kind(foreign));
  await until(async () => (await asOwner(desk, 'select from outbox where finished_at is null')).length === 0);
  foreignIds = [foreign.orgId, ...(await rowIds(foreign.orgId))];
});
afterAll(async () => {
  await desk.stop();
  await rm(files, { recursive: true });
});

/** The path up to its last id, which is what its ids belong to. */
const placeOf = (path: string) => path.slice(API.length, path.lastIndexOf('}') + 1);

function lastingIds(path: string, shop: Shop): Promise<Ids> {
  const key = `${shop.orgId} ${placeOf(path)}`;
  const ids = lasting.get(key) ?? sampleIds(path, shop, shop.admin);
  lasting.set(key, ids);
  return ids;
}

/** What is missing here is a sample for a new route. */
function sampleIds(path: string, shop: Shop, who: Member): Promise<Ids> {
  const place = placeOf(path);
  if (!place) return Promise.resolve({});
  const sample = PATHS[place];
  if (!sample) throw new Error(`PATHS has no sample of ${place}`);
  return sample(shop, who);
}

async function sampleBody({ takesBody, id }: Operation, shop: Shop): Promise<object | undefined> {
  if (!takesBody) return undefined;
  const sample = BODIES[id];
  if (!sample) throw new Error(`BODIES has no sample of ${id}`);
  return sample(shop);
}

const filled = (path: string, ids: Ids) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
const agentOf = (who: Who): Agent => (who === 'signed out' ? desk.agent() : own[who].agent);

/** An answer without what names the request itself. */
function said({ status, body }: Answer): object {
  const { instance: _, requestId: __, ...rest } = body;
  return { status, ...rest };
}

function expectNoTrace(answer: Answer): void {
  const text = JSON.stringify(said(answer));
  expect(foreignIds.filter((id) => text.includes(id))).toEqual([]);
}

/** Everything of both organizations, but for what a request leaves behind by having been made. */
async function states(): Promise<object[]> {
  return Promise.all(
    [own, foreign].map(async ({ orgId, admin }) => {
      const { sessions: _, orgs: __, ...rest } = await checksums(desk, orgId);
      return { ...rest, org: (await admin.agent.call('GET', `${API}/org`)).body };
    }),
  );
}

async function rowIds(orgId: string): Promise<string[]> {
  const tables = await asOwner<{ name: string }>(
    desk,
    `select table_name::text as name from information_schema.columns
     where table_schema = 'public' and column_name in ('id', 'org_id') group by 1 having count(*) = 2`,
  );
  const each = tables.map(({ name }) => `select id::text from ${name} where org_id = $1`);
  return (await asOwner<{ id: string }>(desk, each.join(' union all '), [orgId])).map(({ id }) => id);
}

/** A session of theirs beside the one that asks. */
async function anotherSession(orgId: string, { agent, ...who }: Member): Promise<string> {
  const token = await linkFor(desk, { orgId: orgId as OrgId, id: who.id }, 'admin_link');
  await desk.agent().call('POST', `${API}/auth/link`, { token });
  const { items = [] } = (await agent.call('GET', `${API}/me/sessions`)).body;
  return String(items.find(({ current }) => !current)?.id);
}

/** The name of their picture's file. */
async function pictured({ agent, id }: Member): Promise<string> {
  const form = new FormData();
  const background = `#${id.slice(-6)}`;
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
  form.append('file', new Blob([new Uint8Array(picture)]), 'photo.png');
  const cookie = `muster_session=${agent.cookie('muster_session')}`;
  const answer = await fetch(`${desk.origin}${API}/me/avatar`, { method: 'PUT', body: form, headers: { cookie } });
  return ((await answer.json()) as { avatarUrl: string }).avatarUrl.split('/').at(-1) ?? '';
}

test(`the matrix has ${cells} cells: ${routes.length} routes, ${WHO.length} callers, own and foreign ids`, () => {
  expect(routes.length).toBeGreaterThan(70);
  expect(cells).toBeGreaterThan(500);
  const names = new Set(routes.map(({ id }) => id));
  expect(Object.keys(BODIES).filter((id) => !names.has(id))).toEqual([]);
});

describe('what changes nothing', () => {
  let before: object[];
  beforeAll(async () => {
    before = await states();
  });

  test.each(refused)('%s, %s: refused', async (who, _, route) => {
    const ids = await lastingIds(route.path, own);
    const answer = await agentOf(who).call(route.method, filled(route.path, ids), await sampleBody(route, own));
    const { status, code } = refusal(route, who) ?? {};
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test.each(foreignPaths)(
    '%s, %s, %s of another organization: as if it were nowhere',
    async (who, _, __, names, route) => {
      const [mine, theirs] = [await lastingIds(route.path, own), await lastingIds(route.path, foreign)];
      const body = await sampleBody(route, own);
      const call = (id: (name: string) => string | undefined) =>
        agentOf(who).call(
          route.method,
          filled(route.path, { ...mine, ...Object.fromEntries(names.map((name) => [name, id(name) ?? ''])) }),
          body,
        );
      const answer = await call((name) => theirs[name]);
      const { status, code } = refusal(route, who) ?? { status: 404, code: 'not_found' };
      expect(answer).toMatchObject({ status, body: { code } });
      expectNoTrace(answer);
      expect(said(answer)).toEqual(said(await call(() => newId())));
    },
  );

  test.each(foreignReferences)(
    '%s, %s, %s of another organization: as if it were nowhere',
    async (who, _, field, route) => {
      const theirs = references.get(field);
      if (!theirs) throw new Error(`REFERENCES has no sample of ${field}`);
      const mine = await lastingIds(route.path, own);
      const inQuery = route.queryReferences.includes(field);
      const body = await sampleBody(route, own);
      const call = (id: string) =>
        agentOf(who).call(
          route.method,
          filled(route.path, mine) + (inQuery ? `?${field}=${id}` : ''),
          inQuery ? body : { ...body, [field]: id },
        );
      const answer = await call(theirs);
      const refusedAs = refusal(route, who);
      if (refusedAs) {
        expect(answer).toMatchObject({ status: refusedAs.status, body: { code: refusedAs.code } });
      } else if (inQuery) {
        expect(answer.status).toBe(200);
      } else {
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: field }] } });
      }
      expectNoTrace(answer);
      expect(said(answer)).toEqual(said(await call(newId())));
    },
  );

  test('has changed nothing, in either organization', async () => {
    expect(await states()).toEqual(before);
  });
});

describe('what the table allows', () => {
  let before: object | undefined;
  beforeAll(async () => {
    before = (await states())[1];
  });

  test.each(allowed)('%s, %s', async (who, _, route) => {
    const person = own[who as Role];
    const ids = await sampleIds(route.path, own, person);
    const answer = await person.agent.call(route.method, filled(route.path, ids), await sampleBody(route, own));
    const told = TOLD[route.id];
    if (told) expect(answer.body.code).toBe(told);
    else expect(route.answers).toContain(String(answer.status));
    expectNoTrace(answer);
  });

  test('has changed nothing in the other organization', async () => {
    expect((await states())[1]).toEqual(before);
  });
});
