import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RecentSignIn } from '../../src/auth/index.js';
import type { Actor } from '../../src/shared/access/actor.js';
import { DAY, MINUTE } from '../../src/shared/time/clock.js';
import { type Agent, codeIn, Desk } from '../support/desk.js';
import { enrol, PASSWORD, type Person, person, personWithPassword, signIn, sql, suspend } from './people.js';

const ME = '/api/v1/me';
const SESSIONS = '/api/v1/me/sessions';
const CONFIRM = '/api/v1/auth/confirm';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const sessionsOf = async (agent: Agent) => (await agent.call('GET', SESSIONS)).body.items ?? [];
const alive = async (agent: Agent) => (await agent.call('GET', ME)).status === 200;

describe('my sessions', () => {
  test('are listed with device, address and method, the newest first', async () => {
    const { agent, email } = await personWithPassword(desk);
    const phone = desk.agent();
    await phone.call('POST', '/api/v1/auth/password', { email, password: PASSWORD }, { 'user-agent': 'Phone/1' });
    expect(await sessionsOf(phone)).toMatchObject([
      { method: 'password', ip: '127.0.0.1', userAgent: 'Phone/1', current: true },
      { method: 'magic_link', current: false },
    ]);
    expect((await sessionsOf(agent)).map(({ current }) => current)).toEqual([false, true]);
  });

  test('come in pages', async () => {
    const { agent, email } = await personWithPassword(desk);
    for (let i = 0; i < 3; i++) await signIn(desk, email);
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await agent.call('GET', `${SESSIONS}?limit=2&cursor=${cursor}`);
      seen.push(...(body.items ?? []).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    }
    expect(new Set(seen).size).toBe(4);
    expect((await agent.call('GET', `${SESSIONS}?cursor=garbage`)).body.code).toBe('validation_failed');
  });

  test('one can be ended, the others all at once, and the next request of theirs is refused', async () => {
    const { agent, email } = await personWithPassword(desk);
    const [phone, tablet] = [desk.agent(), desk.agent()];
    for (const each of [phone, tablet]) await signIn(desk, email, PASSWORD, each);
    const { id } = (await sessionsOf(tablet)).find(({ current }) => current) ?? {};
    expect((await agent.call('DELETE', `${SESSIONS}/${String(id)}`)).status).toBe(204);
    expect([await alive(agent), await alive(phone), await alive(tablet)]).toEqual([true, true, false]);
    expect((await agent.call('DELETE', `${SESSIONS}/${String(id)}`)).body.code).toBe('not_found');
    expect((await agent.call('DELETE', SESSIONS)).status).toBe(204);
    expect([await alive(agent), await alive(phone)]).toEqual([true, false]);
    expect(await sessionsOf(agent)).toHaveLength(1);
  });

  test('are nobody else’s: another person’s id is not found, in this organization or another', async () => {
    const [ada, eve] = [await person(desk), await person(desk)];
    const [{ id } = { id: '' }] = await sessionsOf(ada.agent);
    expect((await eve.agent.call('DELETE', `${SESSIONS}/${String(id)}`)).body.code).toBe('not_found');
    expect(await alive(ada.agent)).toBe(true);
    expect((await eve.agent.call('DELETE', `${SESSIONS}/no-id`)).body.code).toBe('not_found');
  });

  test('end by sign-out, which tells the browser to forget', async () => {
    const { agent } = await person(desk);
    const cookie = agent.cookie('muster_session');
    const { status, headers } = await agent.call('POST', '/api/v1/auth/sign-out');
    expect([status, headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"']);
    expect(agent.cookie('muster_session')).toBeUndefined();
    const thief = await desk.agent().call('GET', ME, undefined, { cookie: `muster_session=${cookie}` });
    expect(thief.status).toBe(401);
  });

  test('can be left by whoever is shut out, or has left already', async () => {
    const ada = await person(desk);
    await suspend(desk, ada.orgId);
    expect((await ada.agent.call('GET', ME)).body.code).toBe('org_suspended');
    const cookie = { cookie: `muster_session=${ada.agent.cookie('muster_session')}` };
    expect((await ada.agent.call('POST', '/api/v1/auth/sign-out')).status).toBe(204);
    expect(ada.agent.cookie('muster_session')).toBeUndefined();
    expect((await desk.agent().call('GET', ME, undefined, cookie)).body.code).toBe('unauthenticated');
    expect((await desk.agent().call('POST', '/api/v1/auth/sign-out')).status).toBe(204);
    expect((await desk.agent().call('POST', '/api/v1/auth/sign-out', undefined, cookie)).status).toBe(204);
  });

  test('do not pile up in one browser: a new sign-in takes the place of the session that it had', async () => {
    const [ada, bob] = [await personWithPassword(desk), await personWithPassword(desk)];
    const bystander = desk.agent();
    await signIn(desk, ada.email, PASSWORD, bystander);
    const before = { cookie: `muster_session=${ada.agent.cookie('muster_session')}` };
    await signIn(desk, ada.email, PASSWORD, ada.agent);
    expect((await desk.agent().call('GET', ME, undefined, before)).status).toBe(401);
    expect(await sessionsOf(ada.agent)).toHaveLength(2);
    const again = { cookie: `muster_session=${ada.agent.cookie('muster_session')}` };
    await signIn(desk, bob.email, PASSWORD, ada.agent);
    expect((await desk.agent().call('GET', ME, undefined, again)).status).toBe(401);
    expect(await sessionsOf(bystander)).toHaveLength(1);
    // A wrong password costs nobody the session that they have.
    await signIn(desk, ada.email, 'wrong', bystander);
    expect(await alive(bystander)).toBe(true);
  });

  test('end after seven idle days, and after thirty days however busy', async () => {
    const { agent } = await person(desk);
    desk.advance(7 * DAY - MINUTE);
    expect(await alive(agent)).toBe(true);
    for (let days = 14; days < 30; days += 6) {
      desk.advance(6 * DAY);
      await alive(agent);
    }
    desk.advance(7 * DAY);
    expect(await alive(agent)).toBe(false);
    expect((await person(desk)).id).toMatch(/-/);
  });
});

describe('an action that asks for a recent sign-in', () => {
  const recent = async (someone: Person): Promise<string> => {
    const [session] = (await sessionsOf(someone.agent)).filter(({ current }) => current);
    const actor = { orgId: someone.orgId, userId: someone.id, sessionId: session?.id } as unknown as Actor;
    return desk.app
      .get(RecentSignIn, { strict: false })
      .require(actor)
      .then(
        () => 'go on',
        (problem: { code: string }) => problem.code,
      );
  };
  const confirm = async ({ agent }: Person, body: object) =>
    (await agent.call('POST', CONFIRM, body)).body.code ?? 'ok';

  test('goes on for fifteen minutes after a sign-in, then wants a confirmation', async () => {
    const ada = await personWithPassword(desk);
    desk.advance(14 * MINUTE);
    expect(await recent(ada)).toBe('go on');
    desk.advance(2 * MINUTE);
    expect(await recent(ada)).toBe('recent_sign_in_required');
    const before = ada.agent.cookie('muster_session');
    expect(await confirm(ada, { password: 'wrong' })).toBe('wrong_password');
    expect(await recent(ada)).toBe('recent_sign_in_required');
    expect(await confirm(ada, { password: PASSWORD })).toBe('ok');
    expect(await recent(ada)).toBe('go on');
    expect(ada.agent.cookie('muster_session')).toBe(before);
  });

  test('takes an authenticator’s code once', async () => {
    const ada = await personWithPassword(desk);
    const factor = await enrol(desk, ada.agent);
    desk.advance(16 * MINUTE);
    const code = factor.next();
    expect(await confirm(ada, { code: '000000' })).toBe('mfa_invalid');
    expect(await confirm(ada, { code })).toBe('ok');
    expect(await confirm(ada, { code })).toBe('mfa_invalid');
  });

  test('takes the code of a magic link that the same person asked for in the same browser', async () => {
    const ada = await person(desk);
    desk.advance(16 * MINUTE);
    await ada.agent.call('POST', '/api/v1/auth/magic-link', { email: ada.email });
    const code = codeIn((await desk.mailTo(ada.email, 'type this code')).text);
    const eve = await person(desk);
    expect(await confirm(eve, { code })).toBe('mfa_invalid');
    expect(await confirm(ada, { code })).toBe('ok');
    expect(await recent(ada)).toBe('go on');
    expect(await confirm(ada, { code })).toBe('mfa_invalid');
  });

  test('takes a code mailed for it: in that session, once, for ten minutes, and it opens no other door', async () => {
    const ada = await personWithPassword(desk);
    const other = { ...ada, agent: desk.agent() };
    await signIn(desk, ada.email, PASSWORD, other.agent);
    desk.advance(16 * MINUTE);
    const ask = async () => {
      const before = desk.mails.length;
      expect((await ada.agent.call('POST', `${CONFIRM}/mail`)).status).toBe(202);
      while (desk.mails.length === before) await new Promise((resolve) => setTimeout(resolve, 50));
      return codeIn((await desk.mailTo(ada.email, 'Your confirmation code')).text);
    };
    const first = await ask();
    const second = await ask();
    expect(await confirm(ada, { code: first })).toBe('mfa_invalid');
    expect(await confirm(other, { code: second })).toBe('mfa_invalid');
    expect((await ada.agent.call('POST', '/api/v1/auth/code', { code: second })).body.code).toBe('code_invalid');
    expect(await confirm(ada, { code: second.toLowerCase() })).toBe('ok');
    expect(await recent(ada)).toBe('go on');
    expect(await confirm(ada, { code: second })).toBe('mfa_invalid');
    const late = await ask();
    desk.advance(10 * MINUTE);
    expect(await confirm(ada, { code: late })).toBe('mfa_invalid');
  });

  test('wants one proof, not none and not two', async () => {
    const ada = await personWithPassword(desk);
    expect(await confirm(ada, {})).toBe('validation_failed');
    expect(await confirm(ada, { password: PASSWORD, code: '123456' })).toBe('validation_failed');
    expect(await confirm(await person(desk), { password: PASSWORD })).toBe('wrong_password');
  });

  test('is not satisfied by setting a first password', async () => {
    const ada = await person(desk);
    desk.advance(16 * MINUTE);
    await ada.agent.call('PUT', `${ME}/password`, { newPassword: PASSWORD });
    expect(await recent(ada)).toBe('recent_sign_in_required');
  });
});

test('what a session must die of, it dies of at once', async () => {
  const someone = await personWithPassword(desk);
  const other = desk.agent();
  await signIn(desk, someone.email, PASSWORD, other);
  expect(await alive(other)).toBe(true);
  await sql(desk, someone.orgId, `update users set status = 'deactivated' where id = ?`, [someone.id]);
  expect([await alive(other), await alive(someone.agent)]).toEqual([false, false]);
  await sql(desk, someone.orgId, `update users set status = 'active' where id = ?`, [someone.id]);
  expect([await alive(other), await alive(someone.agent)]).toEqual([false, false]);
});
