import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { FileStorage } from '../../src/shared/storage/file-storage.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { enrol, linkFor, personWithPassword, sql, type Person } from '../auth/people.js';
import type { Answer, Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { startPlatform } from './platform.js';
import { asOwner, checksums, placesOf, tracesOf } from './traces.js';

const ORGS = '/api/v1/system-admin/orgs';
let desk: Desk;
let operator: Person;

beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
});
afterAll(() => desk.stop());

/** What the web has a word for; that German has the same ones is seen to by test/web/texts.spec.ts. */
function namedSteps(): string[] {
  const texts = JSON.parse(readFileSync('web/src/app/texts/en.json', 'utf8')) as {
    systemAdmin: { deletion: { names: Record<string, string> } };
  };
  return Object.keys(texts.systemAdmin.deletion.names).toSorted();
}

interface Step {
  name: string;
  expected: number | null;
  done: number;
  state: string;
}
const stepsOf = ({ body }: Answer) => body.steps as unknown as Step[];
const slugOf = async ({ orgId }: Person) =>
  (await asOwner<{ slug: string }>(desk, 'select slug from orgs where id = $1', [orgId]))[0]?.slug ?? '';

async function remove(someone: Person): Promise<Answer> {
  return operator.agent.call('DELETE', `${ORGS}/${someone.orgId}`, { confirmSlug: await slugOf(someone) });
}
async function gone({ orgId }: Person): Promise<Answer> {
  let answer: Answer | undefined;
  await until(async () => {
    answer = await operator.agent.call('GET', `${ORGS}/${orgId}/deletion`);
    return answer.body.state === 'done';
  });
  return answer as Answer;
}

describe('deleting an organization', () => {
  it('takes every trace of it, tells exactly what went, and touches nobody else', async () => {
    const acme = await personWithPassword(desk);
    await enrol(desk, acme.agent);
    const storage = desk.app.get(FileStorage, { strict: false });
    await storage.put(`orgs/${acme.orgId}/avatars/one.webp`, Buffer.from('picture'), 'image/webp');
    await linkFor(desk, acme, 'admin_link');
    await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: acme.email });
    await desk.agent().call('POST', '/api/v1/auth/password', { email: acme.email, password: 'wrong wrong wrong' });
    await desk.mailTo(acme.email, 'Sign in');
    const other = await personWithPassword(desk);
    await settled(acme, other);
    const untouched = await checksums(desk, other.orgId);
    const preview = await operator.agent.call('GET', `${ORGS}/${acme.orgId}/deletion`);
    expect(preview).toMatchObject({ status: 200, body: { state: 'preview', orgName: 'Acme IT', requestedBy: null } });
    expect(
      stepsOf(preview)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(namedSteps());
    const slug = await slugOf(acme);

    expect(await remove(acme)).toMatchObject({
      status: 202,
      body: { state: 'running', requestedBy: { id: operator.id } },
    });
    expect([401, 403]).toContain((await acme.agent.call('GET', '/api/v1/me')).status);
    const receipt = await gone(acme);

    const expected = stepsOf(preview).map(({ name, expected: count }) => ({ name, count }));
    expect(
      stepsOf(receipt).map(({ name, done, expected: count }) => ({ name, count: count === null ? null : done })),
    ).toEqual(expected);
    expect(stepsOf(receipt).every(({ state }) => state === 'done')).toBe(true);
    expect(expected).toContainEqual({ name: 'users', count: 1 });
    expect(expected).toContainEqual({ name: 'files', count: 1 });
    expect(expected).toContainEqual({ name: 'backup_codes', count: 10 });

    const traces = await tracesOf(desk, [acme.orgId, acme.id, acme.email]);
    expect(placesOf(traces)).toEqual(['audit_log', 'audit_log', 'org_deletions']);
    expect(traces.join('\n')).not.toContain(acme.email);
    expect(await checksums(desk, other.orgId)).toEqual(untouched);

    expect((await operator.agent.call('GET', `${ORGS}/${acme.orgId}`)).status).toBe(404);
    const log = await operator.agent.call('GET', `/api/v1/system-admin/audit-log?targetId=${acme.orgId}`);
    expect(log.body.items).toMatchObject([
      {
        action: 'org.deleted',
        actor: { id: operator.id },
        target: { id: acme.orgId, name: 'Acme IT' },
        details: { users: 1 },
      },
      { action: 'org.deletion_requested', actor: { id: operator.id } },
    ]);
    // Slug and addresses are free again.
    const again = { name: 'Acme again', slug, adminName: 'Ada', adminEmail: acme.email };
    expect((await operator.agent.call('POST', ORGS, again)).status).toBe(201);
  });

  it('needs the slug, exactly', async () => {
    const acme = await personWithPassword(desk);
    const slug = await slugOf(acme);
    for (const confirmSlug of ['', slug.toUpperCase(), `${slug}x`, 'platform', null, 7]) {
      const refused = await operator.agent.call('DELETE', `${ORGS}/${acme.orgId}`, { confirmSlug });
      expect(refused.status).toBe(422);
    }
    expect((await operator.agent.call('DELETE', `${ORGS}/${acme.orgId}`)).status).toBe(422);
    const wrong = await operator.agent.call('DELETE', `${ORGS}/${acme.orgId}`, { confirmSlug: 'another' });
    expect(wrong.body).toMatchObject({ code: 'slug_mismatch', errors: [{ path: 'confirmSlug' }] });
    expect((await acme.agent.call('GET', '/api/v1/me')).status).toBe(200);
  });

  it('is never done to the own one, nor to one that is not there', async () => {
    expect(await operator.agent.call('DELETE', `${ORGS}/${operator.orgId}`, { confirmSlug: 'platform' })).toMatchObject(
      {
        status: 403,
        body: { code: 'own_organization' },
      },
    );
    expect((await operator.agent.call('DELETE', `${ORGS}/${newId()}`, { confirmSlug: 'x' })).status).toBe(404);
    expect((await operator.agent.call('GET', `${ORGS}/${newId()}/deletion`)).status).toBe(404);
  });

  it('happens once, however many ask', async () => {
    const acme = await personWithPassword(desk);
    const answers = await Promise.all([remove(acme), remove(acme), remove(acme)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    await gone(acme);
    expect((await operator.agent.call('DELETE', `${ORGS}/${acme.orgId}`, { confirmSlug: 'x' })).status).toBe(404);
  });

  it('covers a table that nobody told it of', async () => {
    await asOwner(desk, 'create table tomorrow (id int, org_id uuid not null references orgs, note text)');
    await asOwner(desk, 'grant select, insert, update, delete on tomorrow to muster_system');
    const acme = await personWithPassword(desk);
    await asOwner(desk, `insert into tomorrow select n, $1, 'note' from generate_series(1, 4100) n`, [acme.orgId]);
    await remove(acme);
    expect(stepsOf(await gone(acme))).toContainEqual(
      expect.objectContaining({ name: 'tomorrow', expected: 4100, done: 4100 }),
    );
    await asOwner(desk, 'drop table tomorrow');
  });

  it('takes what was written in between along with the organization itself', async () => {
    const acme = await personWithPassword(desk);
    await asOwner(
      desk,
      `create function straggle() returns trigger language plpgsql security definer as $$ begin
         insert into audit_log (id, org_id, at, action) values (gen_random_uuid(), old.org_id, now(), 'late.entry'); return null; end $$`,
    );
    await asOwner(desk, 'create trigger straggle after delete on users for each row execute function straggle()');
    await remove(acme);
    await gone(acme);
    await asOwner(desk, 'drop trigger straggle on users');
    expect(await asOwner(desk, 'select 1 from audit_log where org_id = $1', [acme.orgId])).toEqual([]);
  });

  it('asks for a recent sign-in, which can be renewed in place', async () => {
    const acme = await personWithPassword(desk);
    const password = 'green otter by night';
    await operator.agent.call('PUT', '/api/v1/me/password', { newPassword: password });
    desk.advance(16 * MINUTE);
    expect(await remove(acme)).toMatchObject({ status: 403, body: { code: 'recent_sign_in_required' } });
    expect((await operator.agent.call('POST', '/api/v1/auth/confirm', { password })).status).toBe(204);
    expect((await remove(acme)).status).toBe(202);
    await gone(acme);
  });

  it('says what it waits for, and goes on by itself', async () => {
    const acme = await personWithPassword(desk);
    await asOwner(desk, 'revoke delete on backup_codes from muster_system');
    await remove(acme);
    await until(async () => {
      const { body } = await operator.agent.call('GET', `${ORGS}/${acme.orgId}/deletion`);
      return (body.steps as unknown as { error: string | null }[]).some(({ error }) => error?.includes('backup_codes'));
    });
    await asOwner(desk, 'grant delete on backup_codes to muster_system');
    expect((await gone(acme)).body).toMatchObject({ state: 'done' });
  });
});

/** Mail and events of an organization have been worked off. */
async function settled(...people: Person[]): Promise<void> {
  for (const { orgId } of people) {
    await until(async () => (await sql(desk, orgId, 'select 1 from outbox where finished_at is null')).length === 0);
  }
}
