import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { person, sql, type Person } from '../auth/people.js';
import { SmtpSink } from '../mail/smtp-sink.js';
import type { Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { startPlatform } from './platform.js';

const QUEUES = '/api/v1/system-admin/queues';
let desk: Desk;
let operator: Person;
let smtp: SmtpSink;
/** What the mail server says to addresses that begin with it. */
const refusals: Record<string, number> = { gone: 550, busy: 451 };

beforeAll(async () => {
  smtp = await SmtpSink.start({
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refusals[address.split('-')[0] ?? ''];
      done(responseCode ? Object.assign(new Error('not now'), { responseCode }) : null);
    },
  });
  ({ desk, operator } = await startPlatform({ SMTP_URL: smtp.url }));
});
afterAll(async () => {
  await desk.stop();
  await smtp.stop();
});

/** Somebody who is invited at an address of that kind, and the job of their mail once the server has answered. */
async function invited(acme: Person, kind: string, state: string) {
  const email = `${kind}-${newId().slice(-12)}@away.example`;
  const { body } = await acme.agent.call('POST', '/api/v1/users', { name: 'Away', email, role: 'viewer' });
  const mine = async () =>
    (await failures(`?state=${state}`)).find(({ org }) => (org as { id: string }).id === acme.orgId);
  await until(async () => (await mine()) !== undefined);
  return { email, userId: String(body.id), job: (await mine()) as { id: string } & Record<string, unknown> };
}

async function failures(query = ''): Promise<Record<string, unknown>[]> {
  return (await operator.agent.call('GET', `${QUEUES}/failures${query}`)).body.items ?? [];
}

async function mailQueue(): Promise<Record<string, unknown> | undefined> {
  return (await operator.agent.call('GET', QUEUES)).body.items?.find(({ name }) => name === 'mail');
}

describe('the queues of the platform', () => {
  it('show what waits, what fails, what is parked and what was given up', async () => {
    const acme = await person(desk);
    await until(async () => (await mailQueue())?.backlog === 0);
    const before = await mailQueue();
    expect(before).toMatchObject({ running: expect.any(Number) });
    await invited(acme, 'busy', 'retrying');
    await invited(acme, 'gone', 'abandoned');
    const after = await mailQueue();
    expect(after).toMatchObject({
      backlog: 1,
      retrying: Number(before?.retrying) + 1,
      abandoned: Number(before?.abandoned) + 1,
      oldestAt: expect.stringMatching(/Z$/),
    });
    const { body } = await operator.agent.call('GET', QUEUES);
    expect(body.items?.map(({ name }) => name)).toEqual(['mail', 'events', 'calendar']);
  });

  it('list failures by queue and state, page after page, with the organization and what the last try met', async () => {
    const acme = await person(desk);
    const { job } = await invited(acme, 'gone', 'abandoned');
    expect(job).toMatchObject({
      queue: 'mail',
      job: 'mail.deliver',
      org: { name: 'Acme IT' },
      error: expect.stringContaining('not now'),
      abandonedAt: expect.stringMatching(/Z$/),
    });
    await invited(acme, 'busy', 'retrying');
    expect((await failures('?queue=mail&limit=2')).map(({ state }) => state)).toEqual(['retrying', 'abandoned']);
    expect(await failures('?queue=calendar')).toEqual([]);
    const all = await failures();
    const first = await operator.agent.call('GET', `${QUEUES}/failures?limit=1`);
    const rest = await failures(`?cursor=${String(first.body.nextCursor)}`);
    expect([...(first.body.items ?? []), ...rest]).toEqual(all);
    for (const query of ['queue=x', 'state=done', 'cursor=x', 'limit=0']) {
      expect((await operator.agent.call('GET', `${QUEUES}/failures?${query}`)).status).toBe(422);
    }
  });

  it('count what they list: also jobs that this version does not know, as another one of before or after had them', async () => {
    const acme = await person(desk);
    const counts = async () => (await operator.agent.call('GET', QUEUES)).body.items ?? [];
    const unknown = async () => (await counts()).find(({ name }) => name === null);
    expect(await unknown()).toBeUndefined();
    const [retrying, abandoned] = [newId(), newId()];
    // Handed over by the version that knew it, and long before it is due again.
    await sql(
      desk,
      acme.orgId,
      `insert into outbox (id, org_id, job, payload, created_at, dispatched_at, error, finished_at, outcome) values
         (?, ?, 'fax.send', '{}', now(), now() + interval '1 hour', 'no paper', null, null),
         (?, ?, 'fax.send', '{}', now(), now(), 'no paper', now(), 'abandoned')`,
      [retrying, acme.orgId, abandoned, acme.orgId],
    );
    expect(await unknown()).toMatchObject({ backlog: 1, running: 0, retrying: 1, parked: 0, abandoned: 1 });
    const listed = await failures('?limit=200');
    expect(listed.filter(({ queue }) => queue === null).map(({ id }) => id)).toEqual([abandoned, retrying]);
    for (const state of ['retrying', 'abandoned']) {
      const counted = (await counts()).reduce((sum, queue) => sum + Number(queue[state]), 0);
      expect([state, counted]).toEqual([state, listed.filter((job) => job.state === state).length]);
    }
    await sql(desk, acme.orgId, `delete from outbox where job = 'fax.send'`);
  });
});

describe('an abandoned job', () => {
  it('is done once more when a system admin says so, and the organization’s log has it', async () => {
    const acme = await person(desk);
    const { job, email, userId } = await invited(acme, 'gone', 'abandoned');
    const answer = `back-${email}`;
    await sql(desk, acme.orgId, 'update users set email = ?, email_key = ? where id = ?', [answer, answer, userId]);
    const retry = () => operator.agent.call('POST', `${QUEUES}/failures/${job.id}/retry`);
    expect((await retry()).status).toBe(202);
    await until(() => smtp.received.some(({ envelope }) => envelope.to.includes(answer)));
    expect(await retry()).toMatchObject({ status: 409, body: { code: 'job_not_abandoned' } });
    const log = await acme.agent.call('GET', '/api/v1/audit-log?action=job.retried');
    expect(log.body.items).toMatchObject([
      { actor: { name: 'Platform' }, details: { job: 'mail.deliver', id: job.id } },
    ]);
  });

  it('that its queue still holds is handed over anew all the same', async () => {
    const acme = await person(desk);
    const { job, email, userId } = await invited(acme, 'busy', 'retrying');
    await sql(desk, acme.orgId, `update outbox set outcome = 'abandoned', finished_at = now() where id = ?`, [job.id]);
    const answer = `back-${email}`;
    await sql(desk, acme.orgId, 'update users set email = ?, email_key = ? where id = ?', [answer, answer, userId]);
    expect((await operator.agent.call('POST', `${QUEUES}/failures/${job.id}/retry`)).status).toBe(202);
    await until(() => smtp.received.some(({ envelope }) => envelope.to.includes(answer)));
    expect((await failures()).map(({ id }) => id)).not.toContain(job.id);
  });

  it('of a suspended organization waits for its reactivation', async () => {
    const acme = await person(desk);
    const { job, email, userId } = await invited(acme, 'gone', 'abandoned');
    const answer = `back-${email}`;
    await sql(desk, acme.orgId, 'update users set email = ?, email_key = ? where id = ?', [answer, answer, userId]);
    const org = `/api/v1/system-admin/orgs/${acme.orgId}`;
    await operator.agent.call('POST', `${org}/suspend`, {});
    expect((await operator.agent.call('POST', `${QUEUES}/failures/${job.id}/retry`)).status).toBe(202);
    const parked = () => sql(desk, acme.orgId, 'select 1 from outbox where id = ? and parked', [job.id]);
    await until(async () => (await parked()).length === 1);
    await operator.agent.call('POST', `${org}/reactivate`);
    await until(() => smtp.received.some(({ envelope }) => envelope.to.includes(answer)));
  });

  it('is retried once when two ask at the same time', async () => {
    const acme = await person(desk);
    for (let round = 0; round < 5; round++) {
      const { job, email, userId } = await invited(acme, 'gone', 'abandoned');
      const answer = `back-${email}`;
      await sql(desk, acme.orgId, 'update users set email = ?, email_key = ? where id = ?', [answer, answer, userId]);
      const retry = () => operator.agent.call('POST', `${QUEUES}/failures/${job.id}/retry`);
      const answers = await Promise.all([retry(), retry(), retry(), retry()]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409, 409]);
      // What was handed over for the first is not taken away by the others.
      await until(() => Promise.resolve(smtp.received.some(({ envelope }) => envelope.to.includes(answer))));
    }
  });

  it('that is not there is 404', async () => {
    for (const id of [newId(), 'x']) {
      expect((await operator.agent.call('POST', `${QUEUES}/failures/${id}/retry`)).status).toBe(404);
    }
  });
});

describe('Bull’s dashboard', () => {
  const board = (agent: Person['agent'], path: string, method = 'GET') =>
    fetch(`${desk.origin}${QUEUES}/board${path}`, {
      method,
      headers: { cookie: `muster_session=${agent.cookie('muster_session')}`, 'sec-fetch-site': 'same-origin' },
    });

  it('shows its page, its files and its queues to a system admin', async () => {
    const page = await board(operator.agent, '/');
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    // Nothing of another host, and no template left.
    expect(html).not.toMatch(/https?:\/\/|<%/);
    const files = [...html.matchAll(/(?:href|src)="(static\/[^"]+)"/g)].map(([, file]) => `/${file}`);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect([file, (await board(operator.agent, file)).status]).toEqual([file, 200]);
    const queues = (await (await board(operator.agent, '/api/queues')).json()) as { queues: object[] };
    expect(queues.queues).toMatchObject(['mail', 'events', 'calendar'].map((name) => ({ name, readOnlyMode: true })));
  });

  it('shows nothing of it to anybody else', async () => {
    const acme = await person(desk);
    const outside = [acme.agent, desk.agent()];
    for (const path of ['/', '/queue/mail', '/static/images/logo.svg', '/api/queues', '/api/redis/stats', '/nowhere']) {
      const statuses = await Promise.all(outside.map(async (agent) => (await board(agent, path)).status));
      expect([path, ...statuses]).toEqual([path, 403, 401]);
    }
  });

  it('changes nothing, and gives out no other file', async () => {
    for (const [method, path] of [
      ['PUT', '/api/queues/mail/pause'],
      ['PUT', '/api/queues/mail/obliterate'],
      ['POST', '/api/queues/mail/add'],
      ['GET', '/api/queues/mail/pause/x'],
      ['GET', '/static/../index.ejs'],
      ['GET', '/static/..%2findex.ejs'],
      ['GET', '/static/%2e%2e/%2e%2e/package.json'],
    ] as const) {
      expect([path, (await board(operator.agent, path, method)).status]).toEqual([path, 404]);
    }
  });
});
