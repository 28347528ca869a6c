import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { PASSWORD, person, personWithPassword } from './people.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const ROUTES: [string, object][] = [
  ['/auth/magic-link', { email: 'ada@acme.example' }],
  ['/auth/sign-up', { orgName: 'Acme', name: 'Ada', email: 'ada@acme.example' }],
  ['/auth/password', { email: 'ada@acme.example', password: PASSWORD }],
  ['/auth/link', { token: 'x' }],
  ['/auth/link/inspect', { token: 'x' }],
  ['/auth/code', { code: 'AAAAAAAA' }],
  ['/auth/mfa', { mfaToken: 'x', code: '000000' }],
  ['/auth/sign-out', {}],
];

describe.each(ROUTES)('%s from the page of another site', (path, body) => {
  test.each<[string, Record<string, string>]>([
    ['says so by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['is of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://other.localhost' }],
    ['says so by Origin, as old browsers do', { origin: 'https://evil.example' }],
    ['hides where it comes from', { origin: 'null' }],
  ])('is refused: it %s', async (_, headers) => {
    const { status, body: answer } = await desk.agent().call('POST', `/api/v1${path}`, body, headers);
    expect([status, answer.code]).toEqual([403, 'cross_site_request']);
  });
});

test('a page of another site cannot change anything with the cookie of somebody who is signed in', async () => {
  const ada = await personWithPassword(desk);
  const evil = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  for (const [method, path, body] of [
    ['PUT', '/me/password', { currentPassword: PASSWORD, newPassword: 'amber canoe by moonlight' }],
    ['POST', '/me/mfa', undefined],
    ['DELETE', '/me/sessions', undefined],
    ['POST', '/auth/confirm', { password: PASSWORD }],
  ] as const) {
    expect((await ada.agent.call(method, `/api/v1${path}`, body, evil)).body.code).toBe('cross_site_request');
  }
});

test('a program that sends the token itself is no page of another site', async () => {
  const ada = await person(desk);
  const authorization = `Bearer ${ada.agent.cookie('muster_session')}`;
  expect((await desk.agent().call('DELETE', '/api/v1/me/sessions', undefined, { authorization })).status).toBe(204);
});

test('a mailed link leads to APP_URL, whatever host the request names', async () => {
  const ada = await person(desk);
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: ada.email }, forged);
  const { text, html } = await desk.mailTo(ada.email, 'type this code');
  expect(text).toContain(`${desk.config.appUrl}/link#token=`);
  expect(`${text}${String(html)}`).not.toContain('evil.example');
});

test('nothing of what signs in is kept by a cache or told to another site', async () => {
  const ada = await personWithPassword(desk);
  for (const [method, path, body] of [
    ['GET', '/me', undefined],
    ['GET', '/me/sessions', undefined],
    ['GET', '/auth/providers', undefined],
    ['POST', '/auth/password', { email: ada.email, password: PASSWORD }],
    ['POST', '/me/mfa', undefined],
  ] as const) {
    const { headers } = await ada.agent.call(method, `/api/v1${path}`, body);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
  }
});

test('/me says exactly what it promises', async () => {
  const ada = await person(desk);
  const { body } = await ada.agent.call('GET', '/api/v1/me');
  expect(body).toEqual({
    id: ada.id,
    name: ada.name,
    email: ada.email,
    role: 'admin',
    status: 'active',
    avatarUrl: null,
    hasPassword: false,
    mfa: { enabled: false, backupCodesLeft: 0 },
    lastSignIn: { method: 'magic_link', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) },
    org: {
      id: ada.orgId,
      name: 'Acme IT',
      slug: expect.any(String),
      plan: 'free',
      timeZone: 'UTC',
      currency: 'EUR',
    },
    isSystemAdmin: false,
    permissions: expect.arrayContaining(['tickets:create', 'users:manage']),
    onboarding: { status: 'pending', step: null },
    mustChangePassword: false,
  });
});
