import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { type Agent, Desk } from '../support/desk.js';
import { enrol, failures, mailedToken, person, type Person, sql, suspend } from './people.js';
import { providerEnv, visitProvider } from './visit-provider.js';

const WEB = 'http://localhost:3000';
const NAMES = ['google', 'microsoft'] as const;
type Name = (typeof NAMES)[number];
const TENANT = '11111111-2222-4333-8444-555555555555';

let desk: Desk;
let providers: Providers;
beforeAll(async () => {
  const callback = (name: string) => `${WEB}/api/v1/auth/${name}/callback`;
  providers = await startProviders({
    redirectUris: { google: [callback('google')], microsoft: [callback('microsoft')] },
    accounts: [],
  });
  desk = await Desk.start({ ...providerEnv(providers), MICROSOFT_TENANTS: TENANT });
});
afterAll(async () => {
  await desk.stop();
  await providers.stop();
});

async function setOut(name: Name, account: string, agent: Agent, returnTo = ''): Promise<URL> {
  const query = returnTo && `?returnTo=${encodeURIComponent(returnTo)}`;
  const { status, headers } = await agent.call('GET', `/api/v1/auth/${name}${query}`);
  expect(status).toBe(302);
  return visitProvider(headers.get('location') ?? '', account);
}

async function comeBack(agent: Agent, url: URL): Promise<string> {
  const { status, headers } = await agent.call('GET', `${url.pathname}${url.search}`);
  expect(status).toBe(302);
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  return headers.get('location') ?? '';
}

/** The whole trip; answers where the browser ends up, without the web app's origin. */
async function travel(name: Name, account: string, agent = desk.agent(), returnTo = ''): Promise<string> {
  const location = await comeBack(agent, await setOut(name, account, agent, returnTo));
  expect(location.startsWith(`${WEB}/`)).toBe(true);
  return location.slice(WEB.length);
}

const me = async (agent: Agent) => (await agent.call('GET', '/api/v1/me')).body;
const failure = (code: string) => `/sign-in?error=${code}`;

describe.each(NAMES)('sign-in with %s', (name) => {
  let ada: Person;
  beforeEach(async () => {
    ada = await person(desk);
    providers[name].setAccount({ id: ada.id, name: 'Ada', email: ada.email });
  });

  test('signs in whoever the provider vouches for, and says so on the Users page', async () => {
    const agent = desk.agent();
    expect(await travel(name, ada.id, agent, '/tickets?status=open')).toBe('/tickets?status=open');
    expect(await me(agent)).toMatchObject({ id: ada.id, lastSignIn: { method: name } });
    expect((await ada.agent.call('GET', `/api/v1/audit-log?action=user.provider_linked`)).body.items).toMatchObject([
      { target: { id: ada.id }, details: { provider: name } },
    ]);
  });

  test('accepts an invite by the invited address', async () => {
    const email = `tom@${ada.email.split('@')[1]}`;
    const { body } = await ada.agent.call('POST', '/api/v1/users', { name: 'Tom', email, role: 'technician' });
    providers[name].setAccount({ id: String(body.id), name: 'Tom', email: email.toUpperCase() });
    const agent = desk.agent();
    expect(await travel(name, String(body.id), agent)).toBe('/');
    expect(await me(agent)).toMatchObject({ id: body.id, status: 'active' });
    // The mailed invite was accepted by that: it is no second way in.
    const token = await mailedToken(desk, email);
    expect((await desk.agent().call('POST', '/api/v1/auth/link', { token })).body.code).toBe('link_used');
  });

  test('makes no account for an unknown address', async () => {
    const before = (await ada.agent.call('GET', '/api/v1/users')).body.items?.length;
    providers[name].setAccount({ id: `${ada.id}-x`, name: 'Eve', email: `eve@${ada.email.split('@')[1]}` });
    const agent = desk.agent();
    expect(await travel(name, `${ada.id}-x`, agent)).toBe(failure('account_not_found'));
    expect((await ada.agent.call('GET', '/api/v1/users')).body.items).toHaveLength(before ?? -1);
    expect(agent.cookie('muster_session')).toBeUndefined();
  });

  test('does not link by an address that the provider does not vouch for, and does sign in once linked', async () => {
    providers[name].setAccount({ id: ada.id, name: 'Ada', email: ada.email, emailVerified: false });
    expect(await travel(name, ada.id)).toBe(failure('email_unverified'));
    providers[name].setAccount({ id: ada.id, name: 'Ada', email: ada.email });
    expect(await travel(name, ada.id)).toBe('/');
    providers[name].setAccount({ id: ada.id, name: 'Ada', email: 'moved@elsewhere.example', emailVerified: false });
    const agent = desk.agent();
    expect(await travel(name, ada.id, agent)).toBe('/');
    expect((await me(agent)).id).toBe(ada.id);
  });

  test('a second account of the provider with the same address is not hers', async () => {
    await travel(name, ada.id);
    providers[name].setAccount({ id: `${ada.id}-2`, name: 'Ada', email: ada.email });
    expect(await travel(name, `${ada.id}-2`)).toBe(failure('account_not_found'));
    expect(await travel(name, ada.id)).toBe('/');
  });

  test('an address that another person has taken over meanwhile does not move the link', async () => {
    await travel(name, ada.id);
    const bob = await person(desk);
    providers[name].setAccount({ id: ada.id, name: 'Ada', email: bob.email });
    const agent = desk.agent();
    await travel(name, ada.id, agent);
    expect((await me(agent)).id).toBe(ada.id);
  });

  test('a deactivated person, a suspended organization, a no at the provider are explained', async () => {
    expect(await travel(name, 'cancel')).toBe(failure('provider_denied'));
    await sql(desk, ada.orgId, `update users set status = 'deactivated' where id = ?`, [ada.id]);
    expect(await travel(name, ada.id)).toBe(failure('account_deactivated'));
    const [linked] = await sql(desk, ada.orgId, 'select 1 from identities');
    expect(linked).toBeUndefined();
    await sql(desk, ada.orgId, `update users set status = 'active' where id = ?`, [ada.id]);
    await suspend(desk, ada.orgId);
    expect(await travel(name, ada.id)).toBe(failure('org_suspended'));
  });

  test('two callbacks of one person at once are one link and two sessions', async () => {
    const agents = [desk.agent(), desk.agent()];
    const urls: URL[] = [];
    for (const agent of agents) urls.push(await setOut(name, ada.id, agent));
    const ends = await Promise.all(agents.map((agent, i) => comeBack(agent, urls[i] as URL)));
    expect(ends).toEqual([`${WEB}/`, `${WEB}/`]);
    expect(await sql(desk, ada.orgId, 'select 1 from identities')).toHaveLength(1);
  });
});

describe('a callback', () => {
  let ada: Person;
  beforeEach(async () => {
    ada = await person(desk);
    for (const name of NAMES) providers[name].setAccount({ id: ada.id, name: 'Ada', email: ada.email });
  });

  test('in another browser signs nobody in (login CSRF)', async () => {
    const url = await setOut('google', ada.id, desk.agent());
    const victim = desk.agent();
    expect(await comeBack(victim, url)).toBe(WEB + failure('provider_error'));
    await victim.call('GET', '/api/v1/auth/google');
    expect(await comeBack(victim, url)).toBe(WEB + failure('provider_error'));
    expect(victim.cookie('muster_session')).toBeUndefined();
  });

  test('counts once, also when the cookie was kept and the provider would go along', async () => {
    const agent = desk.agent();
    const url = await setOut('google', ada.id, agent);
    const kept = agent.cookie('muster_oidc') ?? '';
    expect(await comeBack(agent, url)).toBe(`${WEB}/`);
    expect(agent.cookie('muster_oidc')).toBeUndefined();
    const thief = { cookie: `muster_oidc=${kept}` };
    const again = await desk.agent().call('GET', `${url.pathname}${url.search}`, undefined, thief);
    expect(again.headers.get('location')).toBe(WEB + failure('provider_error'));
  });

  test('of one provider does not do for the other', async () => {
    const agent = desk.agent();
    const url = await setOut('google', ada.id, agent);
    url.pathname = url.pathname.replace('google', 'microsoft');
    expect(await comeBack(agent, url)).toBe(WEB + failure('provider_error'));
  });

  test('after ten minutes is too late', async () => {
    const agent = desk.agent();
    const url = await setOut('google', ada.id, agent);
    desk.advance(10 * MINUTE);
    expect(await comeBack(agent, url)).toBe(WEB + failure('provider_error'));
  });

  test.each([
    ['without anything', ''],
    ['with an error of another’s making', '?error=access_denied&state=x'],
    ['with markup', '?error=<script>alert(1)</script>&state=x&code=x'],
    ['with NUL', '?code=x%00&state=x'],
    ['with arrays', '?code[]=x&state[]=y&code=z'],
  ])('%s ends on the sign-in page or nowhere', async (_, query) => {
    const agent = desk.agent();
    await agent.call('GET', '/api/v1/auth/google');
    const { status, headers } = await agent.call('GET', `/api/v1/auth/google/callback${query}`);
    expect([302, 404]).toContain(status);
    if (status === 302) expect(headers.get('location')).toBe(WEB + failure('provider_error'));
  });

  test('a hostile ID token signs nobody in', async () => {
    const tampers = [
      { claims: (claims: object) => ({ ...claims, nonce: 'x' }) },
      { claims: (claims: object) => ({ ...claims, aud: 'x' }) },
      { claims: (claims: object) => ({ ...claims, iss: 'http://evil.example' }) },
      { claims: (claims: object) => ({ ...claims, exp: 1 }) },
      { signature: 'none' as const },
      { signature: 'stranger' as const },
    ];
    for (const name of NAMES) {
      for (const tamper of tampers) {
        providers[name].tamper(tamper);
        expect(await travel(name, ada.id)).toBe(failure('provider_error'));
      }
    }
  });

  test('of another tenant with her address is not her, but for a tenant that the operator pinned', async () => {
    const account = { id: 'x', name: 'Eve', email: ada.email, emailVerified: false };
    providers.microsoft.setAccount({ ...account, id: `${ada.id}-evil`, tenant: 'evil' });
    expect(await travel('microsoft', `${ada.id}-evil`)).toBe(failure('email_unverified'));
    providers.microsoft.setAccount({ ...account, id: `${ada.id}-own`, tenant: TENANT });
    expect(await travel('microsoft', `${ada.id}-own`)).toBe('/');
  });
});

describe('the way back', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%2f%2fevil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('never leads to %j', async (returnTo) => {
    const ada = await person(desk);
    providers.google.setAccount({ id: ada.id, name: 'Ada', email: ada.email });
    expect(await travel('google', ada.id, desk.agent(), returnTo)).toBe('/');
  });

  test('is built from APP_URL, whatever host the request names', async () => {
    const { headers } = await desk.agent().call('GET', '/api/v1/auth/google', undefined, {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    });
    const asked = new URL(headers.get('location') ?? '').searchParams;
    expect(asked.get('redirect_uri')).toBe(`${WEB}/api/v1/auth/google/callback`);
  });

  test('is still known after a no at the provider', async () => {
    const ada = await person(desk);
    expect(await travel('google', 'cancel', desk.agent(), '/tickets?status=open')).toBe(
      `${failure('provider_denied')}&returnTo=%2Ftickets%3Fstatus%3Dopen`,
    );
    providers.google.setAccount({ id: ada.id, name: 'Ada', email: ada.email });
    await enrol(desk, ada.agent);
    expect(await travel('google', ada.id, desk.agent(), '/tickets')).toMatch(
      /^\/sign-in\/mfa#mfaToken=[\w-]{43}&returnTo=%2Ftickets$/,
    );
  });

  test('several returnTo are none', async () => {
    const { status } = await desk.agent().call('GET', '/api/v1/auth/google?returnTo=/a&returnTo=//evil.example');
    expect(status).toBe(302);
  });
});

test('the log of whoever is concerned says that a sign-in at a provider failed, and why', async () => {
  const ada = await person(desk);
  providers.microsoft.setAccount({ id: `${ada.id}-x`, name: 'Eve', email: ada.email, emailVerified: false });
  await travel('microsoft', `${ada.id}-x`);
  providers.google.setAccount({ id: ada.id, name: 'Ada', email: ada.email });
  await travel('google', ada.id, ada.agent);
  providers.google.setAccount({ id: `${ada.id}-second`, name: 'Ada', email: ada.email });
  await travel('google', `${ada.id}-second`);
  expect(await failures(ada, 2)).toEqual([
    { method: 'google', reason: 'account_not_found' },
    { method: 'microsoft', reason: 'email_unverified' },
  ]);
});

test('which ways are open is said', async () => {
  expect((await desk.agent().call('GET', '/api/v1/auth/providers')).body).toEqual({
    magicLink: true,
    password: true,
    google: true,
    microsoft: true,
    signUp: true,
  });
});
