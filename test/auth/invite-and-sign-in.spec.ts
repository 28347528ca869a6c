import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Keyring } from '../../src/shared/crypto/keyring.js';
import { newId } from '../../src/shared/ids/ids.js';
import { codeIn, Desk, tokenIn } from '../support/desk.js';

const LINK = '/api/v1/auth/link';
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

test('an admin invites a technician, the mail arrives, the link signs in, the list says Magic Link', async () => {
  const { admin } = await desk.org();
  await admin.call('POST', '/api/v1/users', { name: 'Tom Technician', email: 'tom@one.example', role: 'technician' });
  const mail = await desk.mailTo('tom@one.example');
  expect(mail.subject).toBe('Ada Admin invites you to Acme IT');
  const token = tokenIn(mail.text);
  const tom = desk.agent();
  expect(await tom.call('POST', `${LINK}/inspect`, { token })).toMatchObject({
    status: 200,
    body: { purpose: 'invite', orgName: 'Acme IT', sameBrowser: false },
  });
  expect(await tom.call('POST', LINK, { token })).toMatchObject({
    status: 200,
    body: { user: { role: 'technician', status: 'active' } },
  });
  expect((await tom.call('GET', '/api/v1/me')).body).toMatchObject({
    email: 'tom@one.example',
    lastSignIn: { method: 'magic_link' },
  });
  const list = await admin.call('GET', '/api/v1/users');
  expect(list.body.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'Tom Technician', status: 'active', invite: null })]),
  );
  expect(await tom.call('GET', '/api/v1/users')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect((await admin.call('GET', '/api/v1/audit-log?action=user.invited')).body.items?.[0]).toMatchObject({
    action: 'user.invited',
  });
});

test('a person asks for a link and may type the code instead, in that browser only, five tries', async () => {
  const { email } = await desk.org();
  const browser = desk.agent();
  expect(await browser.call('POST', '/api/v1/auth/magic-link', { email: email.toUpperCase() })).toMatchObject({
    status: 202,
    body: {},
  });
  const code = codeIn((await desk.mailTo(email, 'type this code')).text);
  expect(await desk.agent().call('POST', '/api/v1/auth/code', { code })).toMatchObject({
    status: 401,
    body: { code: 'code_invalid' },
  });
  expect((await browser.call('POST', '/api/v1/auth/code', { code: code.toLowerCase() })).status).toBe(200);
  const unknown = await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: 'nobody@nowhere.example' });
  expect(unknown).toMatchObject({ status: 202, body: {} });
});

test('the code dies after five wrong tries', async () => {
  const { email } = await desk.org();
  const browser = desk.agent();
  await browser.call('POST', '/api/v1/auth/magic-link', { email });
  const code = codeIn((await desk.mailTo(email, 'type this code')).text);
  for (let i = 0; i < 5; i++) await browser.call('POST', '/api/v1/auth/code', { code: '00000000' });
  expect((await browser.call('POST', '/api/v1/auth/code', { code })).status).toBe(401);
});

test('nobody sees another organization: a foreign user is not found, a taken address is a conflict', async () => {
  const [one, other] = [await desk.org(), await desk.org()];
  const mine = (await other.admin.call('GET', '/api/v1/users')).body.items?.[0]?.['id'];
  expect((await other.admin.call('GET', `/api/v1/users/${String(mine)}`)).status).toBe(200);
  expect(await one.admin.call('GET', `/api/v1/users/${String(mine)}`)).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
  const body = { name: 'Again', email: other.email.toUpperCase(), role: 'viewer' };
  expect(await one.admin.call('POST', '/api/v1/users', body)).toMatchObject({
    status: 409,
    body: { code: 'email_conflict' },
  });
});

test('signing out ends the session on the next request', async () => {
  const { admin } = await desk.org();
  const token = admin.cookie('muster_session') ?? '';
  const bearer = { authorization: `Bearer ${token}` };
  expect((await desk.agent().call('GET', '/api/v1/me', undefined, bearer)).status).toBe(200);
  expect((await admin.call('POST', '/api/v1/auth/sign-out')).status).toBe(204);
  expect(await desk.agent().call('GET', '/api/v1/me', undefined, bearer)).toMatchObject({ status: 401 });
});

test('a mail that is refused for good shows as failed', async () => {
  const { admin } = await desk.org();
  const { body } = await admin.call('POST', '/api/v1/users', {
    name: 'R',
    email: 'refused@one.example',
    role: 'viewer',
  });
  let state: unknown = 'queued';
  for (let i = 0; i < 100 && state === 'queued'; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    state = ((await admin.call('GET', `/api/v1/users/${String(body['id'])}`)).body['invite'] as { state: string })
      .state;
  }
  expect(state).toBe('failed');
});

test.each<[string, unknown, number, string]>([
  ['an unknown field', { name: 'A', email: 'a@b.example', role: 'viewer', orgId: 'x' }, 422, 'validation_failed'],
  ['an unknown role', { name: 'A', email: 'a@b.example', role: 'owner' }, 422, 'validation_failed'],
  ['a domain without a dot', { name: 'A', email: 'a@localhost', role: 'viewer' }, 422, 'validation_failed'],
  ['NUL in a name', { name: 'A\u0000', email: 'a@b.example', role: 'viewer' }, 422, 'validation_failed'],
  ['10,000 characters', { name: 'A'.repeat(10_000), email: 'a@b.example', role: 'viewer' }, 422, 'validation_failed'],
])('%s is answered well', async (_, body, status, code) => {
  const { admin } = await desk.org();
  expect(await admin.call('POST', '/api/v1/users', body)).toMatchObject({ status, body: { code } });
});

test('garbage cursors, ids that are none, and forged tokens are answered well', async () => {
  const { admin } = await desk.org();
  expect((await admin.call('GET', '/api/v1/users?cursor=garbage')).status).toBe(422);
  expect((await admin.call('GET', '/api/v1/users/no-uuid')).status).toBe(404);
  const asked = (token = '') => desk.agent().call('GET', '/api/v1/me', undefined, { authorization: `Bearer ${token}` });
  expect((await asked(admin.cookie('muster_session'))).status).toBe(200);
  for (const token of forged(admin.cookie('muster_session') ?? '', desk.config.sessionKeys[0] as Buffer)) {
    expect([token, (await asked(token)).status]).toEqual([token, 401]);
  }
  const crossSite = await admin.call('POST', '/api/v1/users', {}, { 'sec-fetch-site': 'cross-site' });
  expect(crossSite).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
});

test('the audit log is append-only', async () => {
  const client = new Client({ connectionString: desk.config.databaseUrl });
  await client.connect();
  try {
    await expect(client.query('delete from audit_log')).rejects.toThrow(/append-only/);
  } finally {
    await client.end();
  }
});

test('pages are served, assets for ever and the page itself never; nothing under /api is HTML', async () => {
  const page = await fetch(`${desk.origin}/sign-in`);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  const asset = /\/assets\/[\w.-]+\.js/.exec(await page.text())?.[0] ?? '';
  expect((await fetch(desk.origin + asset)).headers.get('cache-control')).toContain('immutable');
  expect(await desk.agent().call('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

/** What somebody could make of a good session token: unsigned, by another algorithm or key, with a touched payload. */
function forged(token: string, sessionKey: Buffer): string[] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const signed = (algorithm: 'HS256' | 'HS384', key: Buffer) => {
    const text = `${encoded({ alg: algorithm, typ: 'JWT' })}.${payload}`;
    return `${text}.${createHmac(algorithm.replace('HS', 'sha'), key).update(text).digest('base64url')}`;
  };
  const key = new Keyring([sessionKey]).derive('sessions').current.bytes;
  return [
    `${encoded({ alg: 'none' })}.${payload}.`,
    `${encoded({ alg: 'none' })}.${payload}.${signature}`,
    signed('HS384', key),
    signed('HS256', Buffer.alloc(32, 9)),
    signed('HS256', sessionKey),
    `${header}.${encoded({ ...good, sid: newId() })}.${signature}`,
    `${header}.${payload}`,
  ];
}
