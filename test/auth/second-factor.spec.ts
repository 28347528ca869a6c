import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { type Agent, type Answer, codeIn, Desk, tokenIn } from '../support/desk.js';
import { enrol, linkFor, PASSWORD, type Person, personWithPassword, signIn, sql, totp } from './people.js';
import { providerEnv, visitProvider } from './visit-provider.js';

const MFA = '/api/v1/auth/mfa';
const ME = '/api/v1/me';
const callback = (name: string) => `http://localhost:3000/api/v1/auth/${name}/callback`;

let desk: Desk;
let providers: Providers;
beforeAll(async () => {
  providers = await startProviders({
    redirectUris: { google: [callback('google')], microsoft: [callback('microsoft')] },
    accounts: [],
  });
  desk = await Desk.start(providerEnv(providers));
});
afterAll(async () => {
  await desk.stop();
  await providers.stop();
});

/** What came of a first factor: a session, or a challenge. */
interface Proved {
  mfaToken: string | undefined;
}
const proved = ({ body }: Answer): Proved => ({ mfaToken: body.mfaToken as string | undefined });

async function viaProvider(name: 'google' | 'microsoft', { email, id }: Person, agent: Agent): Promise<Proved> {
  providers[name].setAccount({ id, name: 'Ada', email });
  const out = await agent.call('GET', `/api/v1/auth/${name}`);
  const back = await visitProvider(out.headers.get('location') ?? '', id);
  const { headers } = await agent.call('GET', `${back.pathname}${back.search}`);
  return { mfaToken: /#mfaToken=([\w-]+)/.exec(headers.get('location') ?? '')?.[1] };
}

/** The mail that answers this request, not an older one. */
async function askForLink(email: string, agent: Agent) {
  const links = () => desk.mails.filter(({ text }) => text?.includes('type this code')).length;
  const before = links();
  await agent.call('POST', '/api/v1/auth/magic-link', { email });
  // Of its kind: a mail of something else, such as a spent backup code, may come in between.
  while (links() === before) await new Promise((resolve) => setTimeout(resolve, 50));
  return desk.mailTo(email, 'type this code');
}

/** Every way to show who one is, first half. */
const firstFactors: Record<string, (someone: Person, agent: Agent) => Promise<Proved>> = {
  password: async ({ email }, agent) => proved(await signIn(desk, email, PASSWORD, agent)),
  'magic link': async ({ email }, agent) => {
    const { text } = await askForLink(email, agent);
    return proved(await agent.call('POST', '/api/v1/auth/link', { token: tokenIn(text) }));
  },
  code: async ({ email }, agent) => {
    const { text } = await askForLink(email, agent);
    return proved(await agent.call('POST', '/api/v1/auth/code', { code: codeIn(text) }));
  },
  invite: async (someone, agent) => {
    await sql(desk, someone.orgId, `update users set status = 'invited' where id = ?`, [someone.id]);
    return proved(await agent.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, someone, 'invite') }));
  },
  'admin-sent link': async (someone, agent) =>
    proved(await agent.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, someone, 'admin_link') })),
  google: (someone, agent) => viaProvider('google', someone, agent),
  microsoft: (someone, agent) => viaProvider('microsoft', someone, agent),
};

describe.each(Object.entries(firstFactors))('first factor %s', (name, firstFactor) => {
  const signedIn = async (agent: Agent) => (await agent.call('GET', ME)).status === 200;
  const answer = async (agent: Agent, mfaToken: string | undefined, code: string) =>
    (await agent.call('POST', MFA, { mfaToken, code })).body.code ?? 'signed in';

  test('without a second factor: signed in', async () => {
    const someone = await personWithPassword(desk);
    const agent = desk.agent();
    expect(await firstFactor(someone, agent)).toEqual({ mfaToken: undefined });
    expect(await signedIn(agent)).toBe(true);
  });

  test('with one: no session until it is shown; wrong and replayed codes do not count, the right one does', async () => {
    const someone = await personWithPassword(desk);
    const factor = await enrol(desk, someone.agent);
    const enrolmentCode = totp(desk, factor.secret);
    const lastSignIn = async () =>
      (await sql(desk, someone.orgId, 'select last_sign_in_method, last_sign_in_at from users'))[0];
    const before = await lastSignIn();
    const agent = desk.agent();
    const { mfaToken } = await firstFactor(someone, agent);
    expect(mfaToken).toMatch(/^[\w-]{43}$/);
    expect(agent.cookie('muster_session')).toBeUndefined();
    expect(await signedIn(agent)).toBe(false);
    expect(await answer(agent, mfaToken, '000000')).toBe('mfa_invalid');
    expect(await answer(agent, mfaToken, enrolmentCode)).toBe('mfa_invalid');
    expect(await lastSignIn()).toEqual(before);
    expect(await answer(agent, mfaToken, factor.next())).toBe('signed in');
    expect(await signedIn(agent)).toBe(true);
    expect(await lastSignIn()).not.toEqual(before);
    const after = (await agent.call('GET', ME)).body.lastSignIn as { method: string };
    const methods: Record<string, string> = { password: 'password', google: 'google', microsoft: 'microsoft' };
    expect(after.method).toBe(methods[name] ?? 'magic_link');
  });

  test('with one: a backup code signs in once', async () => {
    const someone = await personWithPassword(desk);
    const { backupCodes } = await enrol(desk, someone.agent);
    const [code = ''] = backupCodes;
    const agent = desk.agent();
    const first = await firstFactor(someone, agent);
    expect(await answer(agent, first.mfaToken, code)).toBe('signed in');
    expect(await signedIn(agent)).toBe(true);
    const other = desk.agent();
    const second = await firstFactor(someone, other);
    expect(await answer(other, second.mfaToken, code)).toBe('mfa_invalid');
    expect(await signedIn(other)).toBe(false);
  });
});

describe('a challenge', () => {
  async function challenged() {
    const someone = await personWithPassword(desk);
    const factor = await enrol(desk, someone.agent);
    desk.advance(MINUTE);
    const { body } = await signIn(desk, someone.email);
    return { ...someone, ...factor, mfaToken: String(body.mfaToken) };
  }
  const answer = (mfaToken: string, code: string) => desk.agent().call('POST', MFA, { mfaToken, code });

  test('is over after five tries, right ones included', async () => {
    const { mfaToken, secret } = await challenged();
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push((await answer(mfaToken, '000000')).body.code);
    expect(codes).toEqual(Array(5).fill('mfa_invalid'));
    expect(await answer(mfaToken, totp(desk, secret))).toMatchObject({ status: 401, body: { code: 'mfa_expired' } });
  });

  test('is over after ten minutes', async () => {
    const { mfaToken, secret } = await challenged();
    desk.advance(10 * MINUTE);
    expect(await answer(mfaToken, totp(desk, secret))).toMatchObject({ status: 401, body: { code: 'mfa_expired' } });
  });

  test('lives for nine of them', async () => {
    const { mfaToken, secret } = await challenged();
    desk.advance(9 * MINUTE);
    expect((await answer(mfaToken, totp(desk, secret))).status).toBe(200);
  });

  test('is unknown by another token', async () => {
    const { mfaToken, secret } = await challenged();
    const off = (mfaToken.startsWith('A') ? 'B' : 'A') + mfaToken.slice(1);
    expect((await answer(off, totp(desk, secret))).body.code).toBe('mfa_expired');
  });

  test('is dead once the password changed', async () => {
    const { mfaToken, secret, agent } = await challenged();
    await agent.call('PUT', `${ME}/password`, { currentPassword: PASSWORD, newPassword: 'another tram in rain' });
    expect((await answer(mfaToken, totp(desk, secret))).body.code).toBe('mfa_expired');
  });

  test('does not let a deactivated person in', async () => {
    const { mfaToken, secret, orgId, id } = await challenged();
    await sql(desk, orgId, `update users set status = 'deactivated' where id = ?`, [id]);
    expect((await answer(mfaToken, totp(desk, secret))).body.code).toBe('mfa_expired');
  });

  test.each([
    ['nothing', '', 422],
    ['five digits', '12345', 401],
    ['seven digits', '1234567', 401],
    ['letters', 'abcdef', 401],
    ['a sign', '-12345', 401],
    ['a power', '1e5000', 401],
    ['NUL', '123456\0', 401],
    ['150 digits', '9'.repeat(150), 401],
    ['5,000 digits', '9'.repeat(5_000), 422],
  ])('takes no harm from a code of %s', async (_, code, status) => {
    const { mfaToken } = await challenged();
    expect((await answer(mfaToken, code)).status).toBe(status);
  });

  test('fifty at once with one authenticator code, each from a challenge of its own: one signs in', async () => {
    const { email, secret } = await challenged();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => String((await signIn(desk, email)).body.mfaToken)),
    );
    const code = totp(desk, secret);
    const answers = await Promise.all(tokens.map((token) => answer(token, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
  });

  test('fifty at once with one backup code: one signs in, and one code is gone', async () => {
    const { email, backupCodes, agent } = await challenged();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => String((await signIn(desk, email)).body.mfaToken)),
    );
    const answers = await Promise.all(tokens.map((token) => answer(token, backupCodes[3] ?? '')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await agent.call('GET', ME)).body.mfa).toEqual({ enabled: true, backupCodesLeft: 9 });
    expect((await desk.mailTo(email, 'A backup code was used')).text).toContain('9 backup codes left');
  });

  test('fifty right answers to one challenge at once make one session', async () => {
    const { mfaToken, backupCodes, agent } = await challenged();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => answer(mfaToken, backupCodes[i % 10] ?? '')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await agent.call('GET', `${ME}/sessions`)).body.items).toHaveLength(2);
  });
});

describe('my second factor', () => {
  test('asks nothing of sign-in until it is confirmed, and is forgotten after ten minutes', async () => {
    const { agent, email } = await personWithPassword(desk);
    const secret = String((await agent.call('POST', `${ME}/mfa`)).body.secret);
    expect((await signIn(desk, email)).body).toHaveProperty('user');
    desk.advance(10 * MINUTE);
    expect(await agent.call('POST', `${ME}/mfa/confirm`, { code: totp(desk, secret) })).toMatchObject({
      status: 409,
      body: { code: 'mfa_not_pending' },
    });
  });

  test('can be enrolled by somebody without a password, and the last secret asked for is the one', async () => {
    const { admin: agent } = await desk.org();
    const first = String((await agent.call('POST', `${ME}/mfa`)).body.secret);
    const second = (await agent.call('POST', `${ME}/mfa`)).body;
    expect(second.otpauthUrl).toContain(`secret=${String(second.secret)}`);
    expect(second.qrSvg).toMatch(/^<svg /);
    const wrong = await agent.call('POST', `${ME}/mfa/confirm`, { code: totp(desk, first) });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'mfa_invalid' } });
    const right = await agent.call('POST', `${ME}/mfa/confirm`, { code: totp(desk, String(second.secret)) });
    expect(right.body.backupCodes).toHaveLength(10);
    expect(await agent.call('POST', `${ME}/mfa`)).toMatchObject({ status: 409, body: { code: 'mfa_already_enabled' } });
  });

  test('new backup codes kill the old set', async () => {
    const { agent } = await personWithPassword(desk);
    const factor = await enrol(desk, agent);
    const old = factor.backupCodes[0];
    expect((await agent.call('POST', `${ME}/mfa/backup-codes`, { code: '000000' })).status).toBe(403);
    const renewed = await agent.call('POST', `${ME}/mfa/backup-codes`, { code: factor.next() });
    expect(renewed.body.backupCodes).toHaveLength(10);
    expect((await agent.call('DELETE', `${ME}/mfa`, { code: old })).body.code).toBe('mfa_invalid');
    expect(
      (await agent.call('DELETE', `${ME}/mfa`, { code: (renewed.body.backupCodes as unknown as string[])[0] })).status,
    ).toBe(204);
    expect((await agent.call('GET', ME)).body.mfa).toEqual({ enabled: false, backupCodesLeft: 0 });
  });

  test('once off, sign-in asks for nothing and every code of it is dead', async () => {
    const { agent, email } = await personWithPassword(desk);
    const factor = await enrol(desk, agent);
    expect((await agent.call('DELETE', `${ME}/mfa`, { code: factor.next() })).status).toBe(204);
    expect((await signIn(desk, email)).body).toHaveProperty('user');
    await desk.mailTo(email, 'Two-factor authentication is on');
    await desk.mailTo(email, 'Two-factor authentication is off');
    expect(await agent.call('DELETE', `${ME}/mfa`, { code: factor.next() })).toMatchObject({
      status: 409,
      body: { code: 'mfa_not_enabled' },
    });
  });

  test('neither secret nor codes can be read in the database', async () => {
    const { agent, orgId } = await personWithPassword(desk);
    const { secret, backupCodes } = await enrol(desk, agent);
    const rows = [
      ...(await sql(desk, orgId, 'select * from totp_factors')),
      ...(await sql(desk, orgId, 'select * from backup_codes')),
      ...(await sql(desk, orgId, 'select * from audit_log')),
      ...(await sql(desk, orgId, 'select * from outbox')),
      ...(await sql(desk, orgId, 'select * from mails')),
    ];
    const dump = JSON.stringify(rows);
    for (const word of [secret, ...backupCodes]) expect(dump).not.toContain(word);
  });
});
