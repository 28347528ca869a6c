import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readIdentity, type ProviderName } from '../../src/auth/sign-in/oidc/identity.js';
import { type OidcFlow, OidcFlows } from '../../src/auth/sign-in/oidc/oidc-flow.js';
import { OidcError, OidcProvider } from '../../src/auth/sign-in/oidc/oidc-provider.js';
import { DEMO_TENANT } from '../../src/embedded/providers/provider-account.js';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import type { Tamper } from '../../src/embedded/providers/stand-in.js';
import type { ProviderClient } from '../../src/shared/config/config.js';
import { SigningKeys } from '../../src/shared/crypto/crypto.module.js';
import { Clock, MINUTE, SystemClock } from '../../src/shared/time/clock.js';
import { visitProvider } from './visit-provider.js';

const clock = new SystemClock();
const flows = new OidcFlows(new SigningKeys([randomBytes(32)]), clock);
const callback = (name: ProviderName) => `http://muster.test/api/v1/auth/${name}/callback`;
const ada = { id: 'ada', name: 'Ada Lovelace', email: 'ada@acme.example' };
let providers: Providers;
let google: OidcProvider;
let microsoft: OidcProvider;

beforeAll(async () => {
  providers = await startProviders({
    redirectUris: { google: [callback('google')], microsoft: [callback('microsoft')] },
    accounts: [ada, { id: 'eve', name: 'Eve', email: 'ada@acme.example', emailVerified: false, tenant: 'evil-tenant' }],
  });
  google = new OidcProvider('google', providers.google, callback('google'), clock);
  microsoft = new OidcProvider('microsoft', providers.microsoft, callback('microsoft'), clock);
});
afterAll(() => providers.stop());

async function comeBack(provider: OidcProvider, account = 'ada'): Promise<{ flow: OidcFlow; url: URL }> {
  const flow = flows.begin('/users');
  return { flow, url: await visitProvider(await provider.authorizationUrl(flow), account) };
}

async function signIn(provider: OidcProvider, account = 'ada') {
  const { flow, url } = await comeBack(provider, account);
  return readIdentity(provider.name, await provider.redeem(flow, url.search), []);
}

function clientOf({ clientId, clientSecret, issuer }: ProviderClient): ProviderClient {
  return { clientId, clientSecret, issuer };
}

function kindOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'signed in',
    (error: unknown) => (error instanceof OidcError ? error.kind : error),
  );
}

describe('sign-in at a provider', () => {
  it('asks with PKCE S256, state and nonce, and for no more than who it is', async () => {
    const flow = flows.begin('/');
    const asked = (await google.authorizationUrl(flow)).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      client_id: providers.google.clientId,
      redirect_uri: callback('google'),
      response_type: 'code',
      scope: 'openid email profile',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(asked.get('code_challenge')).not.toBe(flow.verifier);
  });

  it('names a Google account by sub, with a vouched-for address', async () => {
    expect(await signIn(google)).toEqual({ provider: 'google', key: 'ada', email: ada.email, emailVouched: true });
  });

  it('names a Microsoft account by tenant and object, from an issuer that is a template', async () => {
    expect(await signIn(microsoft)).toEqual({
      provider: 'microsoft',
      key: expect.stringMatching(new RegExp(`^${DEMO_TENANT}:[0-9a-f-]{36}$`)),
      email: ada.email,
      emailVouched: true,
    });
  });

  it('keeps the name of an account whose address changes', async () => {
    const before = await signIn(google);
    providers.google.setAccount({ ...ada, email: 'lovelace@acme.example' });
    const after = await signIn(google);
    providers.google.setAccount(ada);
    expect(after).toEqual({ ...before, email: 'lovelace@acme.example' });
  });

  it('of another tenant with the victim’s address is another account, and its address proves nothing', async () => {
    const [victim, eve] = [await signIn(microsoft), await signIn(microsoft, 'eve')];
    expect(eve).toMatchObject({ email: ada.email, emailVouched: false });
    expect(eve?.key).not.toBe(victim?.key);
  });

  it('tells a no from a fault', async () => {
    const { flow, url } = await comeBack(google, 'cancel');
    expect(await kindOf(google.redeem(flow, url.search))).toBe('denied');
  });
});

it('a provider that takes the client’s secret in the header only is found out, also by a crowd', async () => {
  const strict = await startProviders({
    redirectUris: { google: [callback('google')], microsoft: [callback('microsoft')] },
    accounts: [ada],
    clientAuth: 'client_secret_basic',
  });
  const provider = new OidcProvider('google', strict.google, callback('google'), clock);
  const crowd = await Promise.all([signIn(provider), signIn(provider), signIn(provider)]);
  expect(crowd.map((identity) => identity?.key)).toEqual(['ada', 'ada', 'ada']);
  await strict.stop();
});

it('a wrong secret is a fault', async () => {
  const provider = new OidcProvider(
    'google',
    { ...clientOf(providers.google), clientSecret: 'wrong' },
    callback('google'),
    clock,
  );
  expect(await kindOf(signIn(provider))).toBe('fault');
});

describe('an answer that is not the one asked for', () => {
  it.each<[string, (url: URL, flow: OidcFlow) => void]>([
    ['another state', (url) => url.searchParams.set('state', 'x')],
    ['no state', (url) => url.searchParams.delete('state')],
    ['two states', (url, flow) => url.searchParams.append('state', flow.state)],
    ['another code', (url) => url.searchParams.set('code', 'x')],
    ['no code', (url) => url.searchParams.delete('code')],
    ['another issuer', (url) => url.searchParams.set('iss', 'http://evil.example')],
    ['no issuer where one was promised', (url) => url.searchParams.delete('iss')],
    ['another verifier', (_, flow) => (flow.verifier = 'x'.repeat(43))],
    ['another nonce', (_, flow) => (flow.nonce = 'x')],
    ['an error with another state', (url) => (url.search = '?error=access_denied&state=x')],
    ['nothing', (url) => (url.search = '')],
  ])('%s is refused', async (_, change) => {
    const { flow, url } = await comeBack(google);
    change(url, flow);
    expect(await kindOf(google.redeem(flow, url.search))).toBe('fault');
  });

  it('is refused the second time', async () => {
    const { flow, url } = await comeBack(google);
    await google.redeem(flow, url.search);
    expect(await kindOf(google.redeem(flow, url.search))).toBe('fault');
  });

  it.each(['http://evil.example', 'http://evil.example/x/v2.0'])('Microsoft’s from %s is refused', async (iss) => {
    const { flow, url } = await comeBack(microsoft);
    url.searchParams.set('iss', iss);
    expect(await kindOf(microsoft.redeem(flow, url.search))).toBe('fault');
  });

  it('Microsoft’s that names another tenant than its token is refused, one that names the same is not', async () => {
    const origin = new URL(providers.microsoft.issuer).origin;
    const answers = [];
    for (const tenant of ['other-tenant', DEMO_TENANT]) {
      const { flow, url } = await comeBack(microsoft);
      url.searchParams.set('iss', `${origin}/${tenant}/v2.0`);
      answers.push(await kindOf(microsoft.redeem(flow, url.search)));
    }
    expect(answers).toEqual(['fault', 'signed in']);
  });
});

describe('a hostile ID token', () => {
  const hostile: [string, Tamper][] = [
    ['another nonce', { claims: (claims) => ({ ...claims, nonce: 'x' }) }],
    ['no nonce', { claims: (claims) => ({ ...claims, nonce: undefined }) }],
    ['another audience', { claims: (claims) => ({ ...claims, aud: 'somebody-else' }) }],
    ['another issuer', { claims: (claims) => ({ ...claims, iss: 'http://evil.example' }) }],
    ['no issuer', { claims: (claims) => ({ ...claims, iss: undefined }) }],
    ['expired', { claims: (claims) => ({ ...claims, exp: Number(claims.iat) - 600 }) }],
    ['no expiry', { claims: (claims) => ({ ...claims, exp: undefined }) }],
    ['no subject', { claims: (claims) => ({ ...claims, sub: undefined }) }],
    ['not valid yet', { claims: (claims) => ({ ...claims, nbf: Number(claims.iat) + 3600 }) }],
    ['unsigned', { signature: 'none' }],
    ['signed by a stranger', { signature: 'stranger' }],
  ];

  it.each(hostile)('of Google: %s is refused', async (_, tamper) => {
    providers.google.tamper(tamper);
    expect(await kindOf(signIn(google))).toBe('fault');
  });

  it.each([
    ...hostile,
    ['of another tenant than its issuer', { claims: (claims) => ({ ...claims, tid: 'other' }) }] as [string, Tamper],
    ['without a tenant', { claims: (claims) => ({ ...claims, tid: undefined }) }] as [string, Tamper],
    [
      'of the template itself',
      { claims: (c) => ({ ...c, tid: '{tenantid}', iss: String(c.iss).replace(DEMO_TENANT, '{tenantid}') }) },
    ] as [string, Tamper],
  ])('of Microsoft: %s is refused or names nobody', async (_, tamper) => {
    providers.microsoft.tamper(tamper);
    expect([undefined, 'fault']).toContain(await signIn(microsoft).catch((error: OidcError) => error.kind));
  });

  it('without xms_edov, or with email_verified false, proves no address', async () => {
    providers.microsoft.tamper({ claims: (claims) => ({ ...claims, xms_edov: undefined }) });
    providers.google.tamper({ claims: (claims) => ({ ...claims, email_verified: false }) });
    expect([await signIn(microsoft), await signIn(google)]).toMatchObject([
      { emailVouched: false },
      { emailVouched: false },
    ]);
  });
});

describe('the flow in the browser’s cookie', () => {
  it('opens for its provider, for ten minutes, under any living key, untouched', () => {
    let now = new Date('2026-11-24T12:00:00Z');
    const stopped = new (class extends Clock {
      now = () => now;
    })();
    const [old, fresh] = [randomBytes(32), randomBytes(32)];
    const before = new OidcFlows(new SigningKeys([old]), stopped);
    const rotated = new OidcFlows(new SigningKeys([fresh, old]), stopped);
    const flow = before.begin('//evil.example');
    const cookie = before.seal('google', flow);
    expect(flow.returnTo).toBe('/');
    expect(cookie).not.toContain(flow.state);
    expect(rotated.open('google', cookie)).toEqual(flow);
    expect(rotated.open('microsoft', cookie)).toBeUndefined();
    expect(rotated.open('google', `${cookie}x`)).toBeUndefined();
    expect(rotated.open('google', undefined)).toBeUndefined();
    expect(rotated.open('google', 'v1.a.b.c')).toBeUndefined();
    expect(new OidcFlows(new SigningKeys([fresh]), stopped).open('google', cookie)).toBeUndefined();
    now = new Date(now.getTime() + 10 * MINUTE - 1);
    expect(rotated.open('google', cookie)).toEqual(flow);
    now = new Date(now.getTime() + 1);
    expect(rotated.open('google', cookie)).toBeUndefined();
  });
});

describe('a provider that misbehaves', () => {
  async function serve(answer: (url: string) => [status: number, body: unknown]) {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.url ?? '');
      const [status, body] = answer(request.url ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { issuer, seen, stop: () => new Promise((resolve) => server.close(resolve)) };
  }
  const client = (issuer: string) => ({ clientId: 'muster', clientSecret: 'secret', issuer });

  it('is asked three times, then given up, and asked again by the next sign-in', async () => {
    const down = await serve(() => [500, {}]);
    const provider = new OidcProvider('google', client(down.issuer), callback('google'), clock);
    expect(await kindOf(provider.authorizationUrl(flows.begin('/')))).toBe('fault');
    expect(down.seen).toHaveLength(3);
    expect(await kindOf(provider.authorizationUrl(flows.begin('/')))).toBe('fault');
    expect(down.seen).toHaveLength(6);
    await down.stop();
  });

  it.each(['google', 'microsoft'] as const)('%s: that calls itself another issuer is refused', async (name) => {
    const liar = await serve(() => [
      200,
      { issuer: 'https://evil.example/{tenantid}/v2.0', authorization_endpoint: 'https://evil.example/a' },
    ]);
    const provider = new OidcProvider(name, client(liar.issuer), callback(name), clock);
    expect(await kindOf(provider.authorizationUrl(flows.begin('/')))).toBe('fault');
    await liar.stop();
  });

  it('is discovered once for a crowd', async () => {
    const calm = await serve((url) => [
      200,
      { issuer: `http://127.0.0.1:${url && calm.issuer.split(':')[2]}`, authorization_endpoint: 'http://127.0.0.1/a' },
    ]);
    const provider = new OidcProvider('google', client(calm.issuer), callback('google'), clock);
    await Promise.all(Array.from({ length: 8 }, () => provider.authorizationUrl(flows.begin('/'))));
    await provider.authorizationUrl(flows.begin('/'));
    expect(calm.seen).toEqual(['/.well-known/openid-configuration']);
    await calm.stop();
  });
});
