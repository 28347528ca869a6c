import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { enrol, PASSWORD, type Person, personWithPassword, signIn, sql } from './people.js';

const NEW = 'amber canoe by moonlight';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

/** As an admin's Set Pwd with "ask for a new one" leaves a person. */
async function mustChange({ orgId, id }: Person): Promise<void> {
  await sql(desk, orgId, 'update users set must_change_password = true where id = ?', [id]);
}

describe('somebody whose password was set for one use', () => {
  let ada: Person;
  beforeEach(async () => {
    ada = await personWithPassword(desk);
    await mustChange(ada);
  });

  test('is told so at the sign-in, and by /me', async () => {
    const { body } = await signIn(desk, ada.email, PASSWORD, ada.agent);
    expect(body.user).toMatchObject({ mustChangePassword: true });
    expect((await ada.agent.call('GET', '/api/v1/me')).body).toMatchObject({ mustChangePassword: true });
  });

  test.each([
    ['GET', '/users'],
    ['POST', '/users'],
    ['GET', '/audit-log'],
    ['POST', '/me/mfa'],
    ['POST', '/me/mfa/confirm'],
    ['DELETE', '/me/mfa'],
    ['GET', '/me/sessions'],
    ['DELETE', '/me/sessions'],
    ['POST', '/auth/confirm'],
    ['POST', '/auth/confirm/mail'],
  ])('may not call %s %s', async (method, path) => {
    const { status, body } = await ada.agent.call(method, `/api/v1${path}`);
    expect([status, body.code]).toEqual([403, 'password_change_required']);
  });

  test('may not call them by bearer either', async () => {
    const authorization = `Bearer ${ada.agent.cookie('muster_session')}`;
    const bearer = await desk.agent().call('GET', '/api/v1/users', undefined, { authorization });
    expect(bearer.body.code).toBe('password_change_required');
  });

  test('may sign out', async () => {
    expect((await ada.agent.call('POST', '/api/v1/auth/sign-out')).status).toBe(204);
  });

  test('goes on once another is chosen; the one that was set is no choice', async () => {
    const change = (newPassword: string) =>
      ada.agent.call('PUT', '/api/v1/me/password', { currentPassword: PASSWORD, newPassword });
    expect((await change(PASSWORD)).body).toMatchObject({
      code: 'weak_password',
      errors: [{ path: 'newPassword', message: expect.stringContaining('set for you') }],
    });
    expect((await ada.agent.call('GET', '/api/v1/users')).status).toBe(403);
    expect((await change(NEW)).status).toBe(204);
    expect((await ada.agent.call('GET', '/api/v1/users')).status).toBe(200);
    expect((await ada.agent.call('GET', '/api/v1/me')).body).toMatchObject({ mustChangePassword: false });
    expect((await signIn(desk, ada.email, NEW)).body.user).toMatchObject({ mustChangePassword: false });
  });
});

test('a second factor is asked before the change', async () => {
  const ada = await personWithPassword(desk);
  const factor = await enrol(desk, ada.agent);
  await mustChange(ada);
  const agent = desk.agent();
  const { body } = await signIn(desk, ada.email, PASSWORD, agent);
  expect(body).toMatchObject({ mfaRequired: true });
  expect((await agent.call('PUT', '/api/v1/me/password', { newPassword: NEW })).body.code).toBe('unauthenticated');
  const answer = await agent.call('POST', '/api/v1/auth/mfa', { mfaToken: body.mfaToken, code: factor.next() });
  expect(answer.body.user).toMatchObject({ mustChangePassword: true });
});
