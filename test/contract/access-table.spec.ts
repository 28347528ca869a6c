import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { AppModule } from '../../src/app.module.js';
import { openApiOf } from '../../src/openapi.js';
import { permissionsPage, type Route, routesOf } from '../../src/route-access.js';
import { PERMISSIONS, permissionsOf, ROLES } from '../../src/shared/access/permissions.js';
import { API, shop, type Shop } from '../desk/shop.js';
import { Desk } from '../support/desk.js';

/** A route that somebody forgot to declare access for, beside those of the product. */
@Controller('forgotten')
class ForgottenController {
  @Get()
  forgotten(): object {
    return { secret: true };
  }
}
const FORGOTTEN = `GET ${API}/forgotten`;

let desk: Desk;
let people: Shop;
let routes: Route[];
beforeAll(async () => {
  desk = await Desk.start({}, (config) => {
    class WithForgotten {}
    Module({ imports: [AppModule.for(config)], controllers: [ForgottenController] })(WithForgotten);
    return WithForgotten;
  });
  people = await shop(desk);
  routes = routesOf(desk.app);
});
afterAll(() => desk.stop());

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** What the running server answers to, from its router's own tree; HEAD goes with GET. */
function served(): string[] {
  const tree = desk.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([^)]+)\)/.exec(line) ?? [];
    if (!path) return [];
    above.length = indent.length / 4;
    above.push(path);
    const names = methods.split(', ').filter((method) => method !== 'HEAD');
    return names.map((method) => `${method} ${above.join('')}`);
  });
}

/** The router's tree leaves out some of what stands before a `*`. */
function isPartOf(name: string, known: readonly string[]): boolean {
  return name.endsWith('*') && known.some((one) => one.endsWith('*') && one.startsWith(name.slice(0, -1)));
}

test('every route that is served declares who may call it, but for the pages and the documentation', () => {
  expect(routes.filter(({ access }) => !access).map(nameOf)).toEqual([FORGOTTEN]);
  const known = routes.map(nameOf);
  const router = desk.app.getHttpAdapter().getInstance();
  expect(routes.filter(({ method, path }) => !router.hasRoute({ method, url: path }))).toEqual([]);
  // Beside the controllers' routes: the files of the pages, which are public, and the page for every other path.
  const pages = /^GET (?!\/api\/|\/health\/)/;
  const documentation = /^GET \/api\/(openapi\.json|docs)/;
  const others = served().filter((name) => !known.includes(name) && !isPartOf(name, known));
  expect(others.filter((name) => !pages.test(name) && !documentation.test(name))).toEqual([]);
  expect(known.length).toBeGreaterThan(100);
});

test('a route that declares nothing is refused, to an admin and to nobody alike', async () => {
  for (const agent of [people.admin.agent, desk.agent()]) {
    expect(await agent.call('GET', `${API}/forgotten`)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  }
});

test('docs/permissions.md says what the code says (script/openapi writes it)', () => {
  const product = routes.filter((route) => nameOf(route) !== FORGOTTEN);
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(permissionsPage(product));
});

const VERBS: Record<string, string> = { GET: 'read', POST: 'create', PATCH: 'edit', DELETE: 'delete' };

test('a record is read, created, edited and deleted with the permission of its kind and verb', () => {
  const kinds = /\/(tickets|comments|clients|revenue|expenses|quotes|org)(\/:\w+)?$/;
  const found = routes.flatMap(({ method, path, access }) => {
    const kind = kinds.exec(path)?.[1];
    return kind && path.startsWith(API) && !path.includes('system-admin')
      ? [{ name: `${method} ${path}`, access, asked: { rule: `${kind}:${VERBS[method]}` } }]
      : [];
  });
  expect(found.filter(({ access, asked }) => JSON.stringify(access) !== JSON.stringify(asked))).toEqual([]);
  expect(found).toHaveLength(6 * 5 + 2);
});

test('x-permission of the OpenAPI document is what the guard asks for', () => {
  const documented = Object.entries(openApiOf(desk.app).paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [
      `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      (operation as { 'x-permission'?: string })['x-permission'],
    ]),
  );
  const declared = routes
    // What ends in `*` are the files of a page, and no part of the contract.
    .filter(({ path, access }) => access && path.startsWith(API) && !path.endsWith('*'))
    .map((route) => [nameOf(route), route.access && 'rule' in route.access ? route.access.rule : 'public']);
  expect(Object.fromEntries(documented)).toMatchObject(Object.fromEntries(declared));
  // Nothing that the table does not know is asked for, and nothing is in the table that no route asks for.
  const asked = new Set(declared.map(([, rule]) => rule));
  expect(asked).toEqual(new Set([...PERMISSIONS, 'public', 'signed_in', 'system_admin']));
});

test.each(ROLES)('permissions in GET /me of %ss are those of the table', async (role) => {
  const { body } = await people[role].agent.call('GET', `${API}/me`);
  expect(body.permissions).toEqual(permissionsOf(role));
});
