import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { type Agent, Desk } from '../support/desk.js';
import { mailedToken, person } from './people.js';

const SIGN_UP = '/api/v1/auth/sign-up';
const LINK = '/api/v1/auth/link';

describe('sign-up', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start({ SYSTEM_ADMIN_ORG: 'headquarters' });
  });
  afterAll(() => desk.stop());

  const address = () => `nora@${newId()}.example`;
  const ask = (agent: Agent, email: string, orgName = 'Nora & Söhne') =>
    agent.call('POST', SIGN_UP, { orgName, name: 'Nora', email });

  test('the mailed link makes the organization and its first admin, who is signed in', async () => {
    const agent = desk.agent();
    const email = address();
    expect(await ask(agent, email)).toMatchObject({ status: 202, body: {} });
    const token = await mailedToken(desk, email);
    expect((await agent.call('POST', `${LINK}/inspect`, { token })).body).toMatchObject({
      purpose: 'sign_up',
      name: 'Nora',
      orgName: 'Nora & Söhne',
      sameBrowser: true,
      email: expect.stringMatching(/^n•••@/),
    });
    const { body } = await agent.call('POST', LINK, { token });
    expect(body.user).toMatchObject({ email, role: 'admin', status: 'active', lastSignIn: { method: 'magic_link' } });
    expect((await agent.call('GET', '/api/v1/users')).body.items).toHaveLength(1);
    expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('link_used');
  });

  test('sixteen uses at once make one organization', async () => {
    const email = address();
    await ask(desk.agent(), email);
    const token = await mailedToken(desk, email);
    const answers = await Promise.all(Array.from({ length: 16 }, () => desk.agent().call('POST', LINK, { token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'link_used')).toHaveLength(15);
  });

  test('organizations of one name have slugs of their own, and the system organization’s is nobody’s', async () => {
    const slugs = [];
    for (const orgName of ['Twins', 'Twins', 'Headquarters', 'Platform', '株式会社']) {
      const agent = desk.agent();
      const email = address();
      await ask(agent, email, orgName);
      const { body } = await agent.call('POST', LINK, { token: await mailedToken(desk, email) });
      slugs.push((body.user as { org: { slug: string } }).org.slug);
      expect(body.user).toMatchObject({ isSystemAdmin: false });
    }
    expect(slugs).toEqual(['twins', 'twins-2', 'headquarters-2', 'platform-2', 'org']);
  });

  test('an address that has an account gets a mail that says so, and no link', async () => {
    const { email } = await person(desk);
    expect(await ask(desk.agent(), email.toUpperCase())).toMatchObject({ status: 202, body: {} });
    const { text, subject } = await desk.mailTo(email, 'already');
    expect(`${subject}${text}`).not.toContain('#token=');
  });

  test('two sign-ups of one address: the second link to be used finds it taken', async () => {
    const email = address();
    await ask(desk.agent(), email, 'First');
    const first = await mailedToken(desk, email);
    await ask(desk.agent(), email, 'Second');
    let second = first;
    while (second === first) second = await mailedToken(desk, email);
    expect((await desk.agent().call('POST', LINK, { token: second })).status).toBe(200);
    expect(await desk.agent().call('POST', LINK, { token: first })).toMatchObject({
      status: 409,
      body: { code: 'email_conflict' },
    });
  });

  test.each([
    { orgName: '', name: 'Nora', email: 'n@x.example' },
    { orgName: 'x'.repeat(121), name: 'Nora', email: 'n@x.example' },
    { orgName: 'Nora\0', name: 'Nora', email: 'n@x.example' },
    { orgName: 'Nora', name: 'Nora', email: 'n@x' },
    { orgName: 'Nora', name: 'Nora', email: 'n@x.example', role: 'admin' },
    { orgName: 'Nora', name: 'Nora', email: 'n@x.example', slug: 'platform' },
  ])('refuses %j', async (body) => {
    expect((await desk.agent().call('POST', SIGN_UP, body)).body.code).toBe('validation_failed');
  });
});

test('closed sign-up says so, also to a link that was mailed before', async () => {
  const desk = await Desk.start({ SIGN_UP: 'closed' });
  const body = { orgName: 'Nora', name: 'Nora', email: 'n@x.example' };
  expect(await desk.agent().call('POST', SIGN_UP, body)).toMatchObject({
    status: 403,
    body: { code: 'sign_up_closed' },
  });
  expect((await desk.agent().call('GET', '/api/v1/auth/providers')).body).toMatchObject({ signUp: false });
  await desk.stop();
});
