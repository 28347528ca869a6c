import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { Desk } from '../support/desk.js';
import { mailedToken, PASSWORD, person, personWithPassword, signIn, sql, suspend } from './people.js';

const ME = '/api/v1/me';
const OTHER = 'another tram in the rain';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

describe('my password', () => {
  test('is set the first time without another, and then signs in, also in other case of the address', async () => {
    const { agent, email } = await person(desk);
    expect((await signIn(desk, email)).body.code).toBe('invalid_credentials');
    expect((await agent.call('PUT', `${ME}/password`, { newPassword: PASSWORD })).status).toBe(204);
    expect((await agent.call('GET', ME)).body.hasPassword).toBe(true);
    expect(await signIn(desk, ` ${email.toUpperCase()} `)).toMatchObject({
      status: 200,
      body: { user: { email, lastSignIn: { method: 'password' } } },
    });
  });

  test('needs the current one to be changed', async () => {
    const { agent, email } = await personWithPassword(desk);
    const change = (currentPassword?: string) =>
      agent.call('PUT', `${ME}/password`, { newPassword: OTHER, currentPassword });
    expect(await change()).toMatchObject({ status: 403, body: { code: 'wrong_password' } });
    expect(await change('wrong')).toMatchObject({ status: 403, body: { code: 'wrong_password' } });
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await signIn(desk, email)).status).toBe(401);
    expect((await signIn(desk, email, OTHER)).status).toBe(200);
    // Zero-width marks keep mail programs from making a link of the address.
    expect((await desk.mailTo(email, 'Your password was changed')).text).toMatch(
      /From: 127\.\u200c0\.\u200c0\.\u200c1/,
    );
  });

  test('once changed, every other session and every outstanding link is dead; the one that asked lives', async () => {
    const { agent, email } = await personWithPassword(desk);
    const elsewhere = desk.agent();
    await signIn(desk, email, PASSWORD, elsewhere);
    await desk.agent().call('POST', '/api/v1/auth/magic-link', { email });
    const token = await mailedToken(desk, email, 'type this code');
    await agent.call('PUT', `${ME}/password`, { newPassword: OTHER, currentPassword: PASSWORD });
    expect((await agent.call('GET', ME)).status).toBe(200);
    expect((await elsewhere.call('GET', ME)).status).toBe(401);
    expect((await desk.agent().call('POST', '/api/v1/auth/link', { token })).body.code).toBe('link_replaced');
  });

  test('two changes at once: one of them is it', async () => {
    const { agent, email } = await personWithPassword(desk);
    const wanted = ['first of the two trams', 'second of the two trams'];
    const answers = await Promise.all(
      wanted.map((newPassword) => agent.call('PUT', `${ME}/password`, { newPassword, currentPassword: PASSWORD })),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const opened = await Promise.all(wanted.map(async (password) => (await signIn(desk, email, password)).status));
    expect(opened.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test.each([
    ['seven characters', 'kq7-wZ2', 'weak_password'],
    ['129 characters', `${'kq7x'.repeat(32)}z`, 'weak_password'],
    ['200 combining marks', `a${'\u0301'.repeat(200)}`, 'weak_password'],
    ['a common one', 'password1', 'weak_password'],
    ['the name', 'Ada Admin', 'weak_password'],
    ['the organization', 'acme it ', 'weak_password'],
    ['NUL', 'violet\0tram under', 'weak_password'],
    ['half a surrogate pair', 'violet tram \uD83E under', 'weak_password'],
    ['5,000 characters', 'kq7x'.repeat(1_250), 'validation_failed'],
    ['nothing', '', 'validation_failed'],
    ['a number', 12345678, 'validation_failed'],
    ['an object', { $ne: null }, 'validation_failed'],
  ])('is not %s', async (_, newPassword, code) => {
    const { agent } = await person(desk);
    expect(await agent.call('PUT', `${ME}/password`, { newPassword })).toMatchObject({ status: 422, body: { code } });
    expect((await agent.call('GET', ME)).body.hasPassword).toBe(false);
  });

  test('is not the own address', async () => {
    const { agent, email } = await person(desk);
    for (const newPassword of [email, email.toUpperCase()]) {
      expect((await agent.call('PUT', `${ME}/password`, { newPassword })).body).toMatchObject({
        code: 'weak_password',
        errors: [{ path: 'newPassword' }],
      });
    }
  });

  test('may be a sentence in any script, typed on any keyboard', async () => {
    const { agent, email } = await person(desk);
    await agent.call('PUT', `${ME}/password`, { newPassword: 'cafe\u0301 noir à la montagne 🦊' });
    expect((await signIn(desk, email, 'caf\u00e9 noir à la montagne 🦊')).status).toBe(200);
  });

  test('of 1 MB is refused before anything looks at it', async () => {
    const { agent, email } = await person(desk);
    const huge = 'x'.repeat(1_048_576);
    const answers = [await agent.call('PUT', `${ME}/password`, { newPassword: huge }), await signIn(desk, email, huge)];
    for (const answer of answers) expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  });
});

describe('sign-in by password', () => {
  test('an old, cheaper hash opens once more and is made anew; nobody is signed out by it', async () => {
    const { agent, orgId, id, email } = await personWithPassword(desk);
    const cheap = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
    await sql(desk, orgId, `select set_config('app.rehash', ?, true)`, [id]);
    await sql(desk, orgId, 'update users set password_hash = ? where id = ?', [cheap, id]);
    await sql(desk, orgId, 'update sessions set epoch = (select access_epoch from users where id = user_id)');
    expect((await signIn(desk, email)).status).toBe(200);
    const [row] = (await sql(desk, orgId, 'select password_hash from users where id = ?', [id])) as {
      password_hash: string;
    }[];
    expect(row?.password_hash).toContain('m=19456,t=2,p=1');
    expect((await agent.call('GET', ME)).status).toBe(200);
    expect((await signIn(desk, email)).status).toBe(200);
  });

  test('a deactivated person or suspended organization says so only to the right password', async () => {
    const gone = await personWithPassword(desk);
    await sql(desk, gone.orgId, `update users set status = 'deactivated' where id = ?`, [gone.id]);
    expect((await signIn(desk, gone.email, 'wrong')).body.code).toBe('invalid_credentials');
    expect(await signIn(desk, gone.email)).toMatchObject({ status: 403, body: { code: 'account_deactivated' } });
    const waiting = await personWithPassword(desk);
    await suspend(desk, waiting.orgId);
    expect((await signIn(desk, waiting.email, 'wrong')).body.code).toBe('invalid_credentials');
    expect(await signIn(desk, waiting.email)).toMatchObject({ status: 403, body: { code: 'org_suspended' } });
  });

  test('a new sign-in is a new session, whatever the browser brought along', async () => {
    const { email } = await personWithPassword(desk);
    const agent = desk.agent();
    const cookies = [];
    for (let i = 0; i < 2; i++) {
      await signIn(desk, email, PASSWORD, agent);
      cookies.push(agent.cookie('muster_session'));
    }
    expect(cookies[0]).not.toBe(cookies[1]);
  });

  test('every sign-in and every failed one of somebody who exists is in the log', async () => {
    const { agent, email, id } = await personWithPassword(desk);
    await signIn(desk, email, 'wrong');
    await signIn(desk, email);
    const entries = async (action: string) =>
      (await agent.call('GET', `/api/v1/audit-log?action=${action}&targetId=${id}`)).body.items ?? [];
    while ((await entries('sign_in.failed')).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await entries('sign_in.failed')).toEqual([
      expect.objectContaining({ actor: null, ip: '127.0.0.1', details: { method: 'password' } }),
    ]);
    expect((await entries('sign_in.completed'))[0]).toMatchObject({ actor: { id }, details: { method: 'password' } });
    expect(JSON.stringify(await entries('sign_in.failed'))).not.toContain('wrong');
  });
});

describe('nobody learns from an answer whether there is an account', () => {
  const shape = ({ status, headers, body }: Awaited<ReturnType<typeof signIn>>) => {
    const { requestId: _, ...rest } = body;
    const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name));
    const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '=…'));
    return JSON.stringify({ status, rest, kept, cookies });
  };

  test('an unknown address, no password, a wrong one and a deactivated person’s answer the same bytes', async () => {
    const [some, without, gone] = [await personWithPassword(desk), await person(desk), await personWithPassword(desk)];
    await sql(desk, gone.orgId, `update users set status = 'deactivated' where id = ?`, [gone.id]);
    const answers = await Promise.all(
      [some.email, without.email, gone.email, 'nobody@nowhere.example'].map((email) =>
        signIn(desk, email, 'wrong-wrong'),
      ),
    );
    expect(new Set(answers.map(shape)).size).toBe(1);
  });

  test.each(['magic-link', 'sign-up'])('asking for a %s answers every address the same bytes', async (route) => {
    const [some, gone] = [await person(desk), await person(desk)];
    await sql(desk, gone.orgId, `update users set status = 'deactivated' where id = ?`, [gone.id]);
    const extra = route === 'sign-up' ? { orgName: 'Acme', name: 'Ada' } : {};
    const answers = await Promise.all(
      [some.email, gone.email, 'nobody@nowhere.example'].map((email) =>
        desk.agent().call('POST', `/api/v1/auth/${route}`, { email, ...extra }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(shape)).size).toBe(1);
  });
});

describe('what does not belong in a request', () => {
  test.each([
    [{ email: 'a@b.example', password: 'x', role: 'admin' }, 'validation_failed'],
    [{ email: 'a@b', password: 'x' }, 'validation_failed'],
    [{ email: ['a@b.example'], password: 'x' }, 'validation_failed'],
    [{ email: 'a@b.example' }, 'validation_failed'],
    [{ email: 'a@b.example', password: { $gt: '' } }, 'validation_failed'],
    ['{"email":"a@b.example","password":"x"', 'malformed_json'],
    [{ email: 'a@b.example', password: 'violet\0tram' }, 'invalid_credentials'],
    [{ email: 'a@b.example', password: '\uD83E' }, 'invalid_credentials'],
  ])('%j', async (body, code) => {
    expect((await desk.agent().call('POST', '/api/v1/auth/password', body)).body.code).toBe(code);
  });

  test('a sign-in from another site’s page is refused', async () => {
    const { email } = await personWithPassword(desk);
    const body = { email, password: PASSWORD };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const answer = await desk.agent().call('POST', '/api/v1/auth/password', body, headers as Record<string, string>);
      expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
    }
  });
});
