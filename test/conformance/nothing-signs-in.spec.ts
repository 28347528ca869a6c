import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import { Sealer } from '../../src/shared/crypto/sealer.js';
import type { Sealed } from '../../src/shared/crypto/secrets.js';
import { createLog } from '../../src/shared/logging/log.js';
import { FileStorage } from '../../src/shared/storage/file-storage.js';
import {
  enrol,
  linkFor,
  mailedToken,
  PASSWORD,
  type Person,
  personWithPassword,
  signIn,
  totp,
} from '../auth/people.js';
import { providerEnv, visitProvider } from '../auth/visit-provider.js';
import { API } from '../desk/shop.js';
import { type Agent, codeIn, Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { asOwner, placesOf, tracesOf } from '../system-admin/traces.js';

// Somebody signs in by every way there is, well and badly; then every table, every key of Redis, every file and the whole
// log are searched for anything that would let its reader sign in.

const SITE = 'http://localhost:3000';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const COOKIES = ['muster_session', 'muster_browser', 'muster_device', 'muster_oidc', 'muster_calendar'];

let providers: Providers;
let desk: Desk;
let files: string;
/** Every line that is written, from the start on. */
const log: string[] = [];
const secrets = new Map<string, string>();

beforeAll(async () => {
  const callbacks = (...paths: string[]) => paths.map((path) => `${SITE}${API}/${path}/callback`);
  providers = await startProviders({
    redirectUris: {
      google: callbacks('auth/google', 'me/calendars/google'),
      microsoft: callbacks('auth/microsoft', 'me/calendars/outlook'),
    },
    accounts: [],
  });
  files = await mkdtemp(join(tmpdir(), 'muster-traces-'));
  const env = {
    ...providerEnv(providers),
    STORAGE_URL: `file:${files}`,
    // Nobody listens: what fails is logged too.
    GOOGLE_CALENDAR_API: 'http://127.0.0.1:1',
  };
  desk = await Desk.start(env, undefined, createLog('trace', { write: (line) => log.push(line) }));
});
afterAll(async () => {
  await desk.stop();
  await providers.stop();
  await rm(files, { recursive: true });
});

function keep(what: string, secret: unknown): string {
  if (typeof secret !== 'string' || secret.length < 8) throw new Error(`no secret: ${what}`);
  secrets.set(what, secret);
  return secret;
}

/** What a browser holds after a step. */
function keepCookies(what: string, agent: Agent): void {
  for (const name of COOKIES) {
    const value = agent.cookie(name);
    if (value) keep(`${name} after ${what}`, value);
  }
}

async function redeem(what: string, token: string, agent = desk.agent()) {
  // The first 22 characters are the link's id, which is in its row.
  keep(`token of ${what}`, token.slice(22));
  await agent.call('POST', `${API}/auth/link`, { token: `${token.slice(0, -1)}!` });
  await agent.call('POST', `${API}/auth/link/inspect`, { token });
  const answer = await agent.call('POST', `${API}/auth/link`, { token });
  expect([what, answer.status]).toEqual([what, 200]);
  keepCookies(what, agent);
}

/** A mailed code, as it is shown and as it is compared. */
async function mailedCode(what: string, email: string, words: string, after: number): Promise<string> {
  const code = codeIn((await desk.mailTo(email, words, after)).text);
  keep(`${what}, shown`, code);
  return keep(what, code.replace('-', ''));
}

async function byMail({ agent, email, orgId, id }: Person): Promise<void> {
  const browser = desk.agent();
  await browser.call('POST', `${API}/auth/magic-link`, { email });
  await redeem('a magic link', await mailedToken(desk, email, 'type this code'), browser);
  const before = desk.mails.length;
  const typing = desk.agent();
  await typing.call('POST', `${API}/auth/magic-link`, { email });
  const code = await mailedCode('the code of a magic link', email, 'type this code', before);
  keepCookies('asking for a link', typing);
  await typing.call('POST', `${API}/auth/code`, { code: `${code.slice(0, -1)}U` });
  expect((await typing.call('POST', `${API}/auth/code`, { code })).status).toBe(200);
  await redeem('an admin’s link', await linkFor(desk, { orgId, id }, 'admin_link'));
  await agent.call('POST', `${API}/users`, { name: 'Tom', email: `tom.${email}`, role: 'viewer' });
  await redeem('an invite', await mailedToken(desk, `tom.${email}`));
  await desk.agent().call('POST', `${API}/auth/sign-up`, { orgName: 'New', name: 'Nora', email: `nora.${email}` });
  await redeem('a sign-up', await mailedToken(desk, `nora.${email}`));
}

async function byProvider(name: 'google' | 'microsoft', { id, email }: Person): Promise<void> {
  providers[name].setAccount({ id, name: 'Ada', email });
  const agent = desk.agent();
  const out = await agent.call('GET', `${API}/auth/${name}`);
  keepCookies(`setting out to ${name}`, agent);
  const back = await visitProvider(out.headers.get('location') ?? '', id);
  keep(`the code of ${name}`, back.searchParams.get('code'));
  keep(`the state of ${name}`, back.searchParams.get('state'));
  await agent.call('GET', `${back.pathname}${back.search}`);
  expect((await agent.call('GET', `${API}/me`)).body.lastSignIn).toMatchObject({ method: name });
  keepCookies(name, agent);
}

async function byCalendar({ agent, id }: Person): Promise<void> {
  const out = await agent.call('GET', `${API}/me/calendars/google/connect`);
  keepCookies('setting out to the calendar', agent);
  const back = await visitProvider(out.headers.get('location') ?? '', id);
  keep('the code of the calendar', back.searchParams.get('code'));
  const { headers } = await agent.call('GET', `${back.pathname}${back.search}`);
  expect(headers.get('location')).toContain('connected=google');
  const [row] = await asOwner<{ id: string; refresh_token: Sealed; access_token: Sealed }>(
    desk,
    'select * from calendar_connections',
  );
  const open = (sealed: Sealed | undefined) =>
    sealed && desk.app.get(Sealer, { strict: false }).open(sealed, row?.id ?? '');
  keep('the refresh token of the calendar', open(row?.refresh_token));
  keep('the access token of the calendar', open(row?.access_token));
  const feed = (await agent.call('POST', `${API}/me/calendar-feed`)).body;
  keep('the address of the calendar feed', /([\w-]+)\.ics$/.exec(String(feed.url))?.[1]);
}

async function bySecondFactor({ agent, email }: Person): Promise<void> {
  const factor = await enrol(desk, agent);
  keep('the secret of the authenticator', factor.secret);
  const bits = [...factor.secret].reduce((sum, digit) => sum * 32n + BigInt(BASE32.indexOf(digit)), 0n);
  const raw = Buffer.from(bits.toString(16).padStart(40, '0'), 'hex');
  for (const form of ['hex', 'base64', 'base64url'] as const) keep(`the same in ${form}`, raw.toString(form));
  factor.backupCodes.forEach((code, i) => keep(`backup code ${i}`, code));
  for (const code of ['000000', totp(desk, factor.secret), factor.backupCodes[0] ?? '']) {
    const browser = desk.agent();
    const { mfaToken } = (await signIn(desk, email, PASSWORD, browser)).body;
    keep(`the challenge for ${code}`, mfaToken);
    await browser.call('POST', `${API}/auth/mfa`, { mfaToken, code });
    keepCookies(`the second factor ${code}`, browser);
  }
}

async function byStepUp({ agent, email }: Person): Promise<void> {
  const before = desk.mails.length;
  await agent.call('POST', `${API}/auth/confirm/mail`);
  const code = await mailedCode('the code that confirms a session', email, 'Your confirmation code', before);
  await agent.call('POST', `${API}/auth/confirm`, { code });
  await agent.call('POST', `${API}/auth/confirm`, { password: PASSWORD });
}

const logged = (word: string) => log.some((line) => line.includes(word));

test('after every way to sign in, nothing that is stored or logged signs in', async () => {
  const ada = await personWithPassword(desk);
  keep('the password', PASSWORD);
  const wrong = keep('a password with a slip', `${PASSWORD}s`);
  await signIn(desk, ada.email, wrong);
  const browser = desk.agent();
  await signIn(desk, ada.email, PASSWORD, browser);
  keepCookies('a password', browser);
  await byMail(ada);
  await byProvider('google', ada);
  await byProvider('microsoft', ada);
  await byCalendar(ada);
  await byStepUp(ada);
  await bySecondFactor(ada);
  await until(async () => (await asOwner(desk, `select from mails where state in ('queued', 'sending')`)).length === 0);

  // The searching finds what is there, in each place.
  const redis = new Redis(desk.config.redisUrl);
  await redis.set('test:of:searching', ada.email);
  redis.disconnect();
  const storage = desk.app.get(FileStorage, { strict: false });
  await storage.put(`orgs/${ada.orgId}/of-searching`, Buffer.from(ada.email), 'text/plain');
  expect(placesOf(await tracesOf(desk, [ada.email]))).toEqual(expect.arrayContaining(['file', 'redis', 'users']));
  expect(logged(ada.id)).toBe(true);
  expect(logged('/api/v1/auth/google/callback')).toBe(true);
  expect(secrets.size).toBeGreaterThan(40);

  const found: string[] = [];
  for (const [what, secret] of secrets) if (logged(secret)) found.push(`log: ${what}`);
  found.push(...(await tracesOf(desk, [...secrets.values()])));
  expect(found).toEqual([]);
});
