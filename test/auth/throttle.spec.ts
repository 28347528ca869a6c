import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Agent, Desk } from '../support/desk.js';
import { enrol, mailedToken, PASSWORD, person, personWithPassword, signIn } from './people.js';

let desk: Desk;
beforeAll(async () => {
  // One proxy is trusted, so that tests choose their address; limits are the real ones.
  desk = await Desk.start({ RATE_LIMIT_SCALE: '1', TRUST_PROXY: '1' });
});
afterAll(() => desk.stop());

let hosts = 0;
const someAddress = () => `198.51.${Math.floor(++hosts / 250)}.${(hosts % 250) + 1}`;
const from = (ip: string) => ({ 'x-forwarded-for': ip });
const guess = (email: string, ip = someAddress(), agent: Agent = desk.agent(), password = 'wrong-wrong') =>
  agent.call('POST', '/api/v1/auth/password', { email, password }, from(ip));

test('guessing at one account from many addresses is slowed down; its owner still gets in', async () => {
  const { email } = await personWithPassword(desk);
  const laptop = desk.agent();
  expect((await signIn(desk, email, PASSWORD, laptop)).status).toBe(200);
  const statuses = [];
  for (let i = 0; i < 12; i++) statuses.push((await guess(email)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  const refused = await guess(email, someAddress(), desk.agent(), PASSWORD);
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // The device that signed in before, and a magic link on any other.
  expect((await guess(email, someAddress(), laptop, PASSWORD)).status).toBe(200);
  const phone = desk.agent();
  await phone.call('POST', '/api/v1/auth/magic-link', { email }, from(someAddress()));
  const token = await mailedToken(desk, email, 'type this code');
  expect((await phone.call('POST', '/api/v1/auth/link', { token })).status).toBe(200);
});

test('an account that does not exist is slowed down in the same way', async () => {
  const email = 'nobody@nowhere.example';
  const statuses = [];
  for (let i = 0; i < 11; i++) statuses.push((await guess(email)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
});

test('fifty guesses at once gain nothing', async () => {
  const { email } = await personWithPassword(desk);
  const answers = await Promise.all(Array.from({ length: 50 }, () => guess(email)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(40);
});

test('one address that tries many accounts is slowed down, an IPv6 one with its whole /64', async () => {
  const statuses = [];
  for (let i = 0; i < 31; i++)
    statuses.push((await guess(`user${i}@six.example`, `2001:db8:7:7::${i.toString(16)}`)).status);
  expect(statuses.slice(-2)).toEqual([401, 429]);
  expect((await guess('user@six.example', '2001:db8:7:7:ffff::1')).status).toBe(429);
  expect((await guess('user@six.example', '2001:db8:7:8::1')).status).toBe(401);
});

test('a device is no way round: it has as many tries, and for its own people only', async () => {
  const [ada, bob] = [await personWithPassword(desk), await personWithPassword(desk)];
  const laptop = desk.agent();
  await signIn(desk, ada.email, PASSWORD, laptop);
  const own = [];
  for (let i = 0; i < 12; i++) own.push((await guess(ada.email, someAddress(), laptop)).status);
  expect(own.filter((status) => status === 401)).toHaveLength(10);
  for (let i = 0; i < 10; i++) await guess(bob.email);
  expect((await guess(bob.email, someAddress(), laptop, PASSWORD)).status).toBe(429);
});

test('second factors have a budget of their own, beside the challenge’s five tries', async () => {
  const someone = await personWithPassword(desk);
  const { backupCodes } = await enrol(desk, someone.agent);
  const answer = async (code: string) => {
    const { body } = await signIn(desk, someone.email);
    return (await desk.agent().call('POST', '/api/v1/auth/mfa', { mfaToken: body.mfaToken, code })).status;
  };
  const statuses = [];
  for (let i = 0; i < 11; i++) statuses.push(await answer('000000'));
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  expect(await answer(backupCodes[0] ?? '')).toBe(200);
});

test('links can be asked for three times in a quarter of an hour, then the answer is the same for every address', async () => {
  const { email } = await person(desk);
  for (const address of [email, 'nobody@links.example']) {
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      statuses.push(
        (await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: address }, from(someAddress()))).status,
      );
    }
    expect(statuses).toEqual([202, 202, 202, 429]);
  }
});

test('sign-up is throttled by address', async () => {
  const ask = () =>
    desk
      .agent()
      .call(
        'POST',
        '/api/v1/auth/sign-up',
        { orgName: 'N', name: 'N', email: 'nora@many.example' },
        from(someAddress()),
      );
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask()).status);
  expect(statuses).toEqual([202, 202, 202, 429]);
});

test('without a trusted proxy a forged X-Forwarded-For is nothing', async () => {
  const bare = await Desk.start({ RATE_LIMIT_SCALE: '0.1' });
  const statuses = [];
  for (let i = 0; i < 4; i++) {
    const body = { email: `user${i}@bare.example`, password: 'wrong' };
    statuses.push((await bare.agent().call('POST', '/api/v1/auth/password', body, from(someAddress()))).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429]);
  await bare.stop();
});
