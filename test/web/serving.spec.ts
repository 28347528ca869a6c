import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { suspend } from '../auth/people.js';
import { type Agent, Desk } from '../support/desk.js';
import type { OrgId } from '../../src/shared/ids/ids.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

interface Manifest {
  [module: string]: { file: string };
}
const manifest = JSON.parse(readFileSync('web/dist/.vite/manifest.json', 'utf8')) as Manifest;
const fileOf = (module: string) => `/${manifest[`src/${module}.tsx`]?.file}`;

const script = readdirSync('web/dist/assets').find((name) => /^main-.*\.js$/.test(name)) ?? '';
const asset = `/assets/${script}`;

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(desk.origin + path, { method, headers, redirect: 'manual' });

async function pageAt(path: string, agent?: Agent): Promise<string> {
  const cookie = agent?.cookie('muster_session');
  return (await get(path, cookie ? { cookie: `muster_session=${cookie}` } : {})).text();
}

/** What the page says about being signed in. */
async function hint(path: string, agent?: Agent): Promise<string | undefined> {
  return /name="muster-session" content="(\w+)"/.exec(await pageAt(path, agent))?.[1];
}

/** What the page's head has the browser fetch at once. */
async function fetched(path: string, agent?: Agent): Promise<string[]> {
  return [...(await pageAt(path, agent)).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address ?? '');
}

describe('the page', () => {
  test('says that nobody is signed in, so that it asks for nothing', async () => {
    expect(await hint('/users')).toBe('none');
  });

  test('says that someone is, while the session lives', async () => {
    const { admin } = await desk.org();
    expect(await hint('/users', admin)).toBe('alive');
    const cookie = admin.cookie('muster_session') ?? '';
    await admin.call('POST', '/api/v1/auth/sign-out');
    const page = await get('/users', { cookie: `muster_session=${cookie}` });
    expect(await page.text()).toContain('content="none"');
  });

  test('knows someone of a suspended organization, who is told so by the app', async () => {
    const { admin, orgId } = await desk.org();
    await suspend(desk, orgId as OrgId);
    expect(await hint('/users', admin)).toBe('alive');
  });

  test('is not kept by caches where someone is signed in, and differs by cookie', async () => {
    const { admin } = await desk.org();
    const signedIn = await get('/tickets', { cookie: `muster_session=${admin.cookie('muster_session')}` });
    expect(signedIn.headers.get('cache-control')).toBe('no-store');
    expect(signedIn.headers.get('vary')).toContain('cookie');
    expect((await get('/sign-in')).headers.get('cache-control')).toBe('no-cache');
  });

  test('names at once all that its path asks for: the program, the frame, the page, and who it is', async () => {
    const { admin } = await desk.org();
    const tickets = await fetched('/tickets', admin);
    expect(tickets).toEqual(
      expect.arrayContaining([
        asset,
        '/api/v1/me',
        ...['app/frame/app-frame', 'features/tickets/tickets-page'].map(fileOf),
      ]),
    );
    expect(new Set(tickets).size).toBe(tickets.length);
    for (const address of tickets.filter((one) => one !== '/api/v1/me')) expect((await get(address)).status).toBe(200);
    expect(await fetched('/tickets/0190f5a0-0000-7000-8000-000000000000', admin)).toContain(
      fileOf('features/tickets/ticket-page'),
    );
    const account = await fetched('/account/', admin);
    expect(account).toContain(fileOf('app/frame/tabs-frame'));
    expect(account).toContain(fileOf('features/account/profile-page'));
    expect(await fetched('/nothing-here', admin)).toContain(fileOf('app/frame/app-frame'));
  });

  test('names the sign-in page where nobody is signed in, and asks nothing', async () => {
    for (const path of ['/sign-in', '/tickets']) {
      const named = await fetched(path);
      expect(named).toContain(fileOf('features/sign-in/sign-in-page'));
      expect(named).not.toContain(fileOf('app/frame/app-frame'));
      expect(named).not.toContain('/api/v1/me');
    }
    const { admin } = await desk.org();
    expect(await fetched('/sign-in', admin)).not.toContain('/api/v1/me');
  });

  test('allows scripts from files only, and styles of its own by a nonce that is new each time', async () => {
    const [one, other] = await Promise.all([get('/sign-in'), get('/sign-in')]);
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:/);
    const nonce = /'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? 'none';
    const page = await one.text();
    expect(page).toContain(`nonce="${nonce}"`);
    expect(page).not.toContain('MUSTER_NONCE');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toContain('<style');
    expect(other.headers.get('content-security-policy')).not.toContain(nonce);
  });

  test('answers HEAD as GET without the page', async () => {
    const answer = await get('/users', {}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(500);
    expect(await answer.text()).toBe('');
  });

  test.each(['/api/v1/nothing', '/assets/gone-123.js', '/favicon.ico', '/.env', '/wp-login.php'])(
    'does not stand in for %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  // fetch would take the dots out before it asks.
  test.each(['/users/../.env', '/assets/../../package.json', '/assets/%2e%2e/index.html'])(
    'does not stand in for %s, as it is sent',
    async (path) => {
      const { port } = new URL(desk.origin);
      const [answer] = (await once(request({ port, path, host: '127.0.0.1' }).end(), 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('comes for a deep path, with or without a query', async () => {
    for (const path of ['/', '/tickets/0190f5a0-0000-7000-8000-000000000000', '/users?search=a.b', '/nothing-here']) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<div id="root">');
    }
  });
});

describe('assets', () => {
  test('are kept for ever, have an ETag, and are asked for again in vain', async () => {
    const answer = await get(asset);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = answer.headers.get('etag') ?? '';
    // Without a word of ours, fetch asks for a fresh copy.
    const again = await get(asset, { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect(again.status).toBe(304);
  });

  test.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('for a browser that takes %s come as %s', async (accepted, sent) => {
    const answer = await get(asset, { 'accept-encoding': accepted }, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(sent);
    expect(answer.headers.get('vary')).toContain('accept-encoding');
  });

  test('that are no part of the page are not served', async () => {
    expect((await get('/.vite/manifest.json')).status).toBe(404);
    expect((await get(`${asset}.br`)).status).toBe(404);
    expect((await get('/index.html')).status).toBe(404);
  });
});

test('the API and its documentation keep policies of their own', async () => {
  const api = await get('/api/v1/auth/providers');
  expect(api.headers.get('content-security-policy')).toBe(
    "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  );
  const docs = await get('/api/docs');
  expect(docs.status).toBe(200);
  expect(docs.headers.get('content-security-policy')).toContain("script-src 'self';");
});
