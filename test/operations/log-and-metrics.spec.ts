import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, mailedToken } from '../auth/people.js';
import { Agent, codeIn, Desk } from '../support/desk.js';
import { freePort, Program } from '../support/program.js';
import { until } from '../support/until.js';

// The built program, log and all, beside a desk that only shares its servers and reads its mail.
let desk: Desk;
let program: Program;
let origin: string;
let metricsUrl: string;
/** Everything that signs in, or helps to, that this file has seen. */
const secrets: string[] = [PASSWORD];

beforeAll(async () => {
  desk = await Desk.start({ ROLE: 'api' });
  const [port, metricsPort] = [await freePort(), await freePort()];
  origin = `http://127.0.0.1:${port}`;
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  program = await Program.start(desk.config, {
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    LOG_LEVEL: 'trace',
    APP_URL: origin,
  });
});
afterAll(async () => {
  await program.end();
  await desk.stop();
});

function keepCookies(agent: Agent): void {
  for (const name of ['muster_session', 'muster_browser', 'muster_device']) {
    const value = agent.cookie(name);
    // The session's, signed: neither its contents nor its signature alone, either.
    if (value) secrets.push(value, ...value.split('.').slice(1));
  }
}

test('the log of sign-ins by link, code, password and bearer is JSON, names each request, and holds nothing that signs in', async () => {
  const { email, admin: inTheDesk } = await desk.org();
  keepCookies(inTheDesk);
  const agent = new Agent(origin);
  // By a link.
  await agent.call('POST', '/api/v1/auth/magic-link', { email });
  const token = await mailedToken(desk, email, 'type this code');
  keepCookies(agent);
  secrets.push(token);
  await agent.call('POST', '/api/v1/auth/link/inspect', { token });
  expect((await agent.call('POST', '/api/v1/auth/link', { token })).status).toBe(200);
  keepCookies(agent);
  expect(agent.cookie('muster_session')?.split('.')).toHaveLength(3);
  // By the code beside another.
  const typing = new Agent(origin);
  const before = desk.mails.length;
  await typing.call('POST', '/api/v1/auth/magic-link', { email });
  const code = codeIn((await desk.mailTo(email, 'type this code', before)).text);
  secrets.push(code, code.replace('-', ''));
  keepCookies(typing);
  expect((await typing.call('POST', '/api/v1/auth/code', { code })).status).toBe(200);
  keepCookies(typing);
  // By password, right and wrong, and as a bearer.
  expect((await agent.call('PUT', '/api/v1/me/password', { newPassword: PASSWORD })).status).toBe(204);
  const wrong = 'a wrong but private guess';
  secrets.push(wrong);
  await agent.call('POST', '/api/v1/auth/password', { email, password: wrong });
  const elsewhere = new Agent(origin);
  expect((await elsewhere.call('POST', '/api/v1/auth/password', { email, password: PASSWORD })).status).toBe(200);
  keepCookies(elsewhere);
  const bearer = { authorization: `Bearer ${elsewhere.cookie('muster_session')}`, 'x-request-id': 'asked-by-a-spec' };
  const asBearer = await new Agent(origin).call('GET', '/api/v1/me', undefined, bearer);
  expect([asBearer.status, asBearer.headers.get('x-request-id')]).toEqual([200, 'asked-by-a-spec']);
  // What a provider's redirect brings, a link opened the wrong way, a calendar feed's key, malformed JSON with a secret in it.
  secrets.push('state-of-a-flow', 'code-of-a-flow', 'feed-key');
  await agent.call('GET', '/api/v1/auth/google/callback?state=state-of-a-flow&code=code-of-a-flow');
  await agent.call('GET', `/link?token=${token}`);
  await agent.call('GET', '/api/v1/calendar/feed/feed-key.ics');
  await agent.call('POST', '/api/v1/auth/password', `{"email":"${email}","password":"${PASSWORD}"`);
  await agent.call('POST', '/api/v1/users', { name: 'Tom', email: `tom.${email}`, role: 'viewer' });
  secrets.push(await mailedToken(desk, `tom.${email}`));

  await until(() => program.log.filter(({ msg }) => msg === 'request').length >= 12);
  for (const secret of secrets) expect(program.output).not.toContain(secret);
  const requests = program.log.filter(({ msg }) => msg === 'request');
  for (const line of requests) {
    expect(line).toEqual(expect.objectContaining({ requestId: expect.any(String), route: expect.any(String) }));
    expect(String(line['route'])).not.toMatch(/[?#]/);
  }
  expect(requests).toContainEqual(
    expect.objectContaining({
      level: 'info',
      requestId: 'asked-by-a-spec',
      method: 'GET',
      route: '/api/v1/me',
      status: 200,
      userId: expect.any(String),
    }),
  );
});

test('the metrics tell of requests by route, of sign-ins, mails, jobs and what waits', async () => {
  await until(async () => /muster_mails_total\{outcome="sent"\} [3-9]/.test(await (await fetch(metricsUrl)).text()));
  const answer = await fetch(metricsUrl);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
  const text = await answer.text();
  const value = (sample: string) =>
    Number(new RegExp(`^${sample.replaceAll(/[{}."/]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
  expect(value('muster_http_request_duration_seconds_count{method="GET",route="/api/v1/me",status="2xx"}')).toBe(1);
  expect(value('muster_sign_ins_total{method="magic_link",outcome="completed"}')).toBe(2);
  expect(value('muster_sign_ins_total{method="password",outcome="completed"}')).toBe(1);
  expect(value('muster_sign_ins_total{method="password",outcome="failed"}')).toBe(1);
  expect(value('muster_jobs_total{job="mail.deliver",outcome="done"}')).toBeGreaterThanOrEqual(3);
  expect(value('muster_queue_jobs{queue="mail",state="waiting"}')).toBe(0);
  expect(text).toContain('process_cpu_seconds_total');
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('metrics have a port of their own and are no route of the program', async () => {
  expect((await fetch(`${origin}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4');
  expect((await fetch(metricsUrl.replace('/metrics', '/'))).status).toBe(404);
});
