import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiOf } from '../../src/openapi.js';
import { SystemOrg } from '../../src/shared/access/system-org.js';
import { newId, type OrgId } from '../../src/shared/ids/ids.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { PASSWORD, person, sql, type Person } from '../auth/people.js';
import { type Agent, Desk } from '../support/desk.js';
import { colleague, startPlatform } from './platform.js';
import { asOwner } from './traces.js';

let desk: Desk;
let operator: Person;
let ownTech: { agent: Agent; id: string };
/** Everybody who must stay outside, with what they are told. */
const outside = new Map<string, { agent: Agent; status: number; code: string }>();

beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
  const acme = await person(desk);
  ownTech = await colleague(desk, operator.agent, 'technician', 'tech@platform.example');
  const viewer = await colleague(desk, operator.agent, 'viewer', 'viewer@platform.example');
  const other = await colleague(desk, acme.agent, 'technician', `tech-${acme.email}`);
  const forbidden = { status: 403, code: 'forbidden' };
  outside.set('nobody', { agent: desk.agent(), status: 401, code: 'unauthenticated' });
  outside.set('a technician of the platform', { agent: ownTech.agent, ...forbidden });
  outside.set('a viewer of the platform', { agent: viewer.agent, ...forbidden });
  outside.set('an admin of another organization', { agent: acme.agent, ...forbidden });
  outside.set('a technician of another organization', { agent: other.agent, ...forbidden });
});
afterAll(() => desk.stop());

/** Every route that declares itself the platform's, and every route below its path. */
function routes(): { method: string; path: string }[] {
  return Object.entries(openApiOf(desk.app).paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => (operation as { 'x-permission'?: string })['x-permission'] === 'system_admin')
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, newId()) })),
  );
}

describe('the System Admin panel', () => {
  it('declares every route below its path as its own', () => {
    const below = Object.entries(openApiOf(desk.app).paths)
      .filter(([path]) => path.startsWith('/api/v1/system-admin'))
      .flatMap(([, item]) => Object.keys(item));
    expect(routes().length).toBe(below.length);
    expect(routes().length).toBeGreaterThan(5);
  });

  it('is closed to everybody but admins of the platform, route by route', async () => {
    const table: string[] = [];
    for (const { method, path } of routes()) {
      for (const [who, { agent, status, code }] of outside) {
        const answer = await agent.call(method, path, method === 'GET' ? undefined : {});
        if (answer.status !== status || answer.body.code !== code) table.push(`${who}: ${method} ${path}`);
      }
      const answer = await operator.agent.call(method, path, method === 'GET' ? undefined : {});
      if ([401, 403].includes(answer.status) && answer.body.code !== 'recent_sign_in_required') {
        table.push(`operator: ${method} ${path} ${answer.status}`);
      }
      if (answer.status >= 500) table.push(`operator: ${method} ${path} ${answer.status}`);
    }
    expect(table).toEqual([]);
  });

  it('closes with the very next request of somebody who is not an admin any more', async () => {
    const { agent, id } = await colleague(desk, operator.agent, 'admin', 'second@platform.example');
    expect((await agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(200);
    expect((await agent.call('GET', '/api/v1/me')).body).toMatchObject({ isSystemAdmin: true });
    await demote(id);
    expect((await agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(403);
    await promote(id);
    expect((await agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(200);
    await deactivate(id);
    expect((await agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(401);
  });

  it('stays with the organization that had the slug at the start, when another one takes it', async () => {
    const acme = await person(desk);
    await rename(operator.orgId, 'was-platform');
    await rename(acme.orgId, 'platform');
    expect((await operator.agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(200);
    expect((await acme.agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(403);
    await rename(acme.orgId, `acme-${newId().slice(-8)}`);
    await rename(operator.orgId, 'platform');
  });
});

describe('nobody acts on themselves or on their own organization', () => {
  const BASE = '/api/v1/system-admin';
  /** A right body for every route that changes something, and what one is told who asks it of oneself. */
  const acts: Record<string, { body?: object; self?: string }> = {
    'PATCH /orgs/{id}': { body: { plan: 'pro' } },
    'DELETE /orgs/{id}': { body: { confirmSlug: 'platform' } },
    'POST /orgs/{id}/suspend': { body: {} },
    'POST /orgs/{id}/reactivate': {},
    'PATCH /users/{id}': { body: { role: 'viewer' }, self: 'own_role' },
    'POST /users/{id}/deactivate': { self: 'own_account' },
    'POST /users/{id}/reactivate': { self: 'own_account' },
    'POST /users/{id}/sign-in-link': { self: 'own_account' },
    'PUT /users/{id}/password': { body: { password: PASSWORD }, self: 'use_my_account' },
    'DELETE /users/{id}/mfa': { body: { reason: 'Mine' }, self: 'own_account' },
  };
  /** These touch no organization that is there, and no person. */
  const others = ['POST /orgs', 'POST /queues/failures/{id}/retry'];

  it('on any route that changes something', () => {
    const changing = Object.entries(openApiOf(desk.app).paths)
      .filter(([path]) => path.startsWith(BASE))
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(BASE, '')}`))
      .filter((route) => !route.startsWith('GET '));
    expect(changing.toSorted()).toEqual([...Object.keys(acts), ...others].toSorted());
  });

  it.each(Object.entries(acts))('%s', async (route, { body, self }) => {
    const [method = '', path = ''] = route.split(' ');
    const ask = async (id: string) => {
      const answer = await operator.agent.call(method, BASE + path.replace('{id}', id), body);
      return [answer.status, answer.body.code];
    };
    if (!self) return expect(await ask(operator.orgId)).toEqual([403, 'own_organization']);
    expect(await ask(ownTech.id)).toEqual([403, 'own_organization']);
    expect(await ask(operator.id)).toEqual([403, self]);
  });

  it('but who is of it stays theirs to look after on the Users page', async () => {
    const path = `/api/v1/users/${ownTech.id}`;
    expect((await operator.agent.call('PATCH', path, { name: 'Tech Renamed' })).status).toBe(200);
    expect((await operator.agent.call('POST', `${path}/sign-in-link`)).status).toBe(202);
  });
});

describe('SYSTEM_ADMIN_ORG', () => {
  const start = async (named: string) => {
    const other = new SystemOrg(
      Object.assign(Object.create(Object.getPrototypeOf(desk.config) as object), desk.config, {
        systemAdminOrg: named || undefined,
      }) as never,
      desk.app.get(TenantDb, { strict: false }),
    );
    await other.onModuleInit();
    return other;
  };

  it.each([
    ['', 'off'],
    ['unknown', 'unknown'],
    ['Platform', 'unknown'],
    ['00000000-0000-7000-8000-000000000000', 'unknown'],
    ['platform', 'known'],
  ])('"%s" is %s', async (named, state) => {
    const systemOrg = await start(named);
    expect(systemOrg.state).toBe(state);
    expect(systemOrg.is(operator.orgId)).toBe(state === 'known');
  });

  it('whose organization is gone gives its power to nobody, whoever takes the slug then', async () => {
    const [gone, heir] = [newId<OrgId>(), newId<OrgId>()];
    const slug = `gone-${gone.slice(-8)}`;
    const make = 'insert into orgs (id, name, slug, created_at, updated_at) values ($1, $2, $2, now(), now())';
    await asOwner(desk, make, [gone, slug]);
    const systemOrg = await start(slug);
    expect([systemOrg.is(gone), systemOrg.is(heir)]).toEqual([true, false]);
    await asOwner(desk, 'delete from orgs where id = $1', [gone]);
    await asOwner(desk, make, [heir, slug]);
    expect(systemOrg.is(heir)).toBe(false);
    await asOwner(desk, 'delete from orgs where id = $1', [heir]);
  });

  it('may be an id, in any case', async () => {
    expect((await start(operator.orgId)).is(operator.orgId)).toBe(true);
    expect((await start(operator.orgId.toUpperCase())).is(operator.orgId)).toBe(true);
  });

  it('that names nothing keeps the panel closed, and readiness says so', async () => {
    const off = await Desk.start({ SYSTEM_ADMIN_ORG: 'nowhere' });
    try {
      const ready = await off.agent().call('GET', '/health/ready');
      expect(ready).toMatchObject({ status: 200, body: { warning: 'SYSTEM_ADMIN_ORG names no organization' } });
      const { agent } = await person(off);
      expect((await agent.call('GET', '/api/v1/system-admin/orgs')).status).toBe(403);
      expect((await agent.call('GET', '/api/v1/me')).body).toMatchObject({ isSystemAdmin: false });
    } finally {
      await off.stop();
    }
  });
});

const demote = (id: string) => sql(desk, operator.orgId, `update users set role = 'viewer' where id = ?`, [id]);
const promote = (id: string) => sql(desk, operator.orgId, `update users set role = 'admin' where id = ?`, [id]);
const deactivate = (id: string) =>
  sql(desk, operator.orgId, `update users set status = 'deactivated' where id = ?`, [id]);

const rename = (orgId: string, slug: string) => asOwner(desk, 'update orgs set slug = $2 where id = $1', [orgId, slug]);
