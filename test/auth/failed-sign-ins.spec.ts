import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY } from '../../src/shared/time/clock.js';
import { Desk } from '../support/desk.js';
import { enrol, failures, linkFor, PASSWORD, person, personWithPassword, signIn, sql } from './people.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const redeem = (token: string) => desk.agent().call('POST', '/api/v1/auth/link', { token });

test('a wrong password and a dead link are in the log of whom they concern', async () => {
  const ada = await personWithPassword(desk);
  await signIn(desk, ada.email, 'wrong');
  const [first, second] = [await linkFor(desk, ada, 'admin_link'), await linkFor(desk, ada, 'admin_link')];
  await redeem(first);
  await redeem(second);
  await redeem(second);
  const late = await linkFor(desk, ada, 'admin_link');
  desk.advance(DAY);
  await redeem(late);
  expect(await failures(ada, 4)).toEqual([
    { method: 'magic_link', reason: 'link_expired' },
    { method: 'magic_link', reason: 'link_used' },
    { method: 'magic_link', reason: 'link_replaced' },
    { method: 'password' },
  ]);
});

test('a wrong code of a mail, of an authenticator, and a challenge that is over', async () => {
  const ada = await personWithPassword(desk);
  const browser = desk.agent();
  await browser.call('POST', '/api/v1/auth/magic-link', { email: ada.email });
  await browser.call('POST', '/api/v1/auth/code', { code: 'AAAA-AAAA' });
  await failures(ada, 1);
  const { next } = await enrol(desk, ada.agent);
  const { body } = await signIn(desk, ada.email);
  const answer = (code: string) => desk.agent().call('POST', '/api/v1/auth/mfa', { mfaToken: body.mfaToken, code });
  await answer('000000');
  await failures(ada, 2);
  await answer('0123456789');
  await failures(ada, 3);
  await answer(next());
  await answer(next());
  expect(await failures(ada, 4)).toEqual([
    { secondFactor: 'totp', reason: 'mfa_expired' },
    { secondFactor: 'backup_code', reason: 'mfa_invalid' },
    { secondFactor: 'totp', reason: 'mfa_invalid' },
    { method: 'magic_link', reason: 'code_invalid' },
  ]);
});

test('the right password of somebody who is deactivated', async () => {
  const ada = await person(desk);
  const email = `tom@${ada.email.split('@')[1]}`;
  const { body } = await ada.agent.call('POST', '/api/v1/users', { name: 'Tom', email, role: 'viewer' });
  const tom = { ...ada, id: String(body.id), email, agent: desk.agent() };
  await tom.agent.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, tom, 'invite') });
  await tom.agent.call('PUT', '/api/v1/me/password', { newPassword: PASSWORD });
  await sql(desk, ada.orgId, `update users set status = 'deactivated' where id = ?`, [tom.id]);
  expect((await signIn(desk, email)).body.code).toBe('account_deactivated');
  expect(await failures({ ...ada, id: tom.id }, 1)).toEqual([{ method: 'password', reason: 'account_deactivated' }]);
});
