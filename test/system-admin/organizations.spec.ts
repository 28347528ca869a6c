import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { newId, type OrgId } from '../../src/shared/ids/ids.js';
import { linkFor, person, sql, type Person } from '../auth/people.js';
import type { Desk } from '../support/desk.js';
import { until } from '../support/until.js';
import { startPlatform } from './platform.js';

const ORGS = '/api/v1/system-admin/orgs';
let desk: Desk;
let operator: Person;

beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
});
afterAll(() => desk.stop());

describe('organizations of the platform', () => {
  it('are listed with the last used first, and counted', async () => {
    const acme = await person(desk);
    const later = await person(desk);
    await acme.agent.call('POST', '/api/v1/tickets', { subject: 'Printer' });
    const { id } = (await acme.agent.call('POST', '/api/v1/tickets', { subject: 'Plotter' })).body;
    await acme.agent.call('DELETE', `/api/v1/tickets/${String(id)}`);
    const { body } = await operator.agent.call('GET', ORGS);
    const order = body.items?.map((org) => org.id) ?? [];
    expect(order.indexOf(later.orgId)).toBeGreaterThanOrEqual(0);
    expect(order.indexOf(later.orgId)).toBeLessThan(order.indexOf(acme.orgId));
    const shown = body.items?.find((org) => org.id === acme.orgId);
    expect(shown).toMatchObject({
      name: 'Acme IT',
      plan: 'free',
      status: 'active',
      suspendedReason: null,
      userCount: 1,
      ticketCount: 1,
      isPlatform: false,
      lastActivityAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(body.items?.find(({ slug }) => slug === 'platform')).toMatchObject({ isPlatform: true });
  });

  it('are found by a part of name or slug, by status and by plan; pages neither repeat nor lose one', async () => {
    const word = newId().slice(-12);
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const { body } = await operator.agent.call('POST', ORGS, {
        name: `Paged ${n}`,
        slug: `p${n}-${word}`,
        plan: n === 1 ? 'pro' : 'free',
        adminName: 'Ada',
        adminEmail: `ada@p${n}-${word}.example`,
      });
      ids.push(String(body.id));
    }
    const seen: unknown[] = [];
    let cursor: unknown = '';
    do {
      const { body } = await operator.agent.call('GET', `${ORGS}?limit=2&search=${word}&cursor=${String(cursor)}`);
      seen.push(...(body.items ?? []).map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(ids.toReversed());
    const pro = await operator.agent.call('GET', `${ORGS}?search=${word.toUpperCase()}&plan=pro&status=active`);
    expect(pro.body.items?.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await operator.agent.call('GET', `${ORGS}?search=${word}&status=suspended`)).body.items).toEqual([]);
  });

  it.each([
    'cursor=x',
    `cursor=${Buffer.from('[-1,"x"]').toString('base64url')}`,
    'limit=0',
    'plan=gold',
    'status=none',
  ])('refuse a list by ?%s with 422', async (query) => {
    expect(await operator.agent.call('GET', `${ORGS}?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
  });

  it('are made with their first admin, who is invited by the platform', async () => {
    const slug = `made-${newId().slice(-8)}`;
    const email = `grace@${slug}.example`;
    const made = await operator.agent.call('POST', ORGS, {
      name: 'Grace & Co',
      slug,
      plan: 'starter',
      adminName: 'Grace',
      adminEmail: email,
    });
    expect(made).toMatchObject({ status: 201, body: { name: 'Grace & Co', slug, plan: 'starter', userCount: 1 } });
    expect((await desk.mailTo(email, '#token=')).text).not.toContain('Olga');
    const again = { name: 'Other', slug, adminName: 'Eve', adminEmail: `eve@${slug}.example` };
    expect(await operator.agent.call('POST', ORGS, again)).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
    const known = { ...again, slug: `${slug}-2`, adminEmail: email.toUpperCase() };
    expect(await operator.agent.call('POST', ORGS, known)).toMatchObject({
      status: 409,
      body: { code: 'email_conflict' },
    });
    const list = await operator.agent.call('GET', `${ORGS}?search=${slug}-2`);
    expect(list.body.items).toEqual([]);
  });

  it.each([
    { slug: 'Upper' },
    { slug: '-x' },
    { slug: 'a b' },
    { slug: '' },
    { name: 'x\u0000' },
    { plan: 'gold' },
    { adminEmail: 'nobody' },
    { extra: true },
  ])('refuse %j with 422', async (wrong) => {
    const right = { name: 'Right', slug: `r-${newId().slice(-8)}`, adminName: 'Ada', adminEmail: 'a@right.example' };
    expect(await operator.agent.call('POST', ORGS, { ...right, ...wrong })).toMatchObject({
      status: 422,
      body: { code: 'validation_failed' },
    });
  });

  it('change plan, which stands in their own log under the name of the platform', async () => {
    const acme = await person(desk);
    const path = `${ORGS}/${acme.orgId}`;
    expect(await operator.agent.call('PATCH', path, { plan: 'pro' })).toMatchObject({
      status: 200,
      body: { plan: 'pro' },
    });
    expect((await acme.agent.call('GET', '/api/v1/me')).body).toMatchObject({ org: { plan: 'pro' } });
    const log = await acme.agent.call('GET', '/api/v1/audit-log?action=org.plan_changed');
    expect(log.body.items).toMatchObject([
      { actor: { name: 'Platform' }, ip: null, details: { from: 'free', to: 'pro' }, target: { id: acme.orgId } },
    ]);
    // The platform's own people see who of them it was.
    const own = await operator.agent.call('GET', `/api/v1/system-admin/audit-log?orgId=${acme.orgId}&action=org.`);
    expect(own.body.items).toMatchObject([
      { actor: { name: 'Olga Operator' }, org: { id: acme.orgId, name: 'Acme IT' } },
    ]);
    await operator.agent.call('PATCH', path, { plan: 'pro' });
    expect((await acme.agent.call('GET', '/api/v1/audit-log?action=org.plan_changed')).body.items).toHaveLength(1);
  });

  it('that are not there, or whose id is none, are 404', async () => {
    for (const id of [newId(), 'x', '%00']) {
      expect((await operator.agent.call('GET', `${ORGS}/${id}`)).status).toBe(404);
      expect((await operator.agent.call('PATCH', `${ORGS}/${id}`, { plan: 'pro' })).status).toBe(404);
      expect((await operator.agent.call('POST', `${ORGS}/${id}/suspend`, {})).status).toBe(404);
    }
  });
});

describe('a suspended organization', () => {
  it('is refused with the very next request, and is back as it was after reactivation', async () => {
    const acme = await person(desk);
    const path = `${ORGS}/${acme.orgId}`;
    const reason = 'Unpaid since May';
    expect(await operator.agent.call('POST', `${path}/suspend`, { reason })).toMatchObject({
      status: 200,
      body: { status: 'suspended', suspendedReason: reason },
    });
    expect(await acme.agent.call('GET', '/api/v1/me')).toMatchObject({ status: 403, body: { code: 'org_suspended' } });
    expect((await operator.agent.call('POST', `${path}/suspend`, {})).body).toMatchObject({ suspendedReason: reason });
    expect(await operator.agent.call('POST', `${path}/reactivate`)).toMatchObject({
      status: 200,
      body: { status: 'active', suspendedReason: null },
    });
    expect((await acme.agent.call('GET', '/api/v1/me')).status).toBe(200);
    const log = await acme.agent.call('GET', '/api/v1/audit-log?action=org.');
    expect(log.body.items).toMatchObject([
      { action: 'org.reactivated' },
      { action: 'org.suspended', details: { reason } },
    ]);
  });

  it('keeps its links unspent', async () => {
    const acme = await person(desk);
    const token = await linkFor(desk, acme, 'admin_link');
    await operator.agent.call('POST', `${ORGS}/${acme.orgId}/suspend`, {});
    const refused = await desk.agent().call('POST', '/api/v1/auth/link', { token });
    expect(refused).toMatchObject({ status: 403, body: { code: 'org_suspended' } });
    await operator.agent.call('POST', `${ORGS}/${acme.orgId}/reactivate`);
    expect((await desk.agent().call('POST', '/api/v1/auth/link', { token })).status).toBe(200);
  });

  it('has its mail wait, and sent after reactivation', async () => {
    const acme = await person(desk);
    await operator.agent.call('POST', `${ORGS}/${acme.orgId}/suspend`, {});
    await linkFor(desk, acme, 'admin_link');
    await until(async () => (await parked(acme.orgId)) === 1);
    const before = desk.mails.length;
    await operator.agent.call('POST', `${ORGS}/${acme.orgId}/reactivate`);
    await until(() =>
      Promise.resolve(desk.mails.slice(before).some(({ to }) => JSON.stringify(to).includes(acme.email))),
    );
    expect(await parked(acme.orgId)).toBe(0);
  });

  it('has what was parked too late go on by itself', async () => {
    const acme = await person(desk);
    await linkFor(desk, acme, 'admin_link');
    await until(async () => (await parked(acme.orgId)) === 0);
    await sql(desk, acme.orgId, 'update outbox set parked = true, finished_at = null, dispatched_at = null');
    await until(async () => (await parked(acme.orgId)) === 0);
  });

  it('cannot be the own one, whoever asks', async () => {
    const refused = await operator.agent.call('POST', `${ORGS}/${operator.orgId}/suspend`, {});
    expect(refused).toMatchObject({ status: 403, body: { code: 'own_organization' } });
    expect((await operator.agent.call('GET', '/api/v1/me')).status).toBe(200);
  });

  it('that is being deleted stays that way', async () => {
    const acme = await person(desk);
    const owner = new Client({ connectionString: desk.config.databaseUrl });
    await owner.connect();
    await owner.query(`update orgs set status = 'deleting' where id = $1`, [acme.orgId]);
    await owner.end();
    for (const action of ['suspend', 'reactivate']) {
      const refused = await operator.agent.call('POST', `${ORGS}/${acme.orgId}/${action}`, {});
      expect(refused).toMatchObject({ status: 409, body: { code: 'org_deleting' } });
    }
  });
});

async function parked(orgId: OrgId): Promise<number> {
  return (await sql(desk, orgId, 'select 1 from outbox where parked and finished_at is null')).length;
}
