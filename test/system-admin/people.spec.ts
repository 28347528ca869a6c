import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { enrol, PASSWORD, person, personWithPassword, signIn, sql, type Person } from '../auth/people.js';
import type { Desk } from '../support/desk.js';
import { colleague, startPlatform } from './platform.js';

const USERS = '/api/v1/system-admin/users';
let desk: Desk;
let operator: Person;

beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
});
afterAll(() => desk.stop());

describe('people of every organization', () => {
  it('are found by name, address and organization, and shown with it', async () => {
    const acme = await person(desk);
    const { agent } = operator;
    for (const search of [acme.email.toUpperCase(), acme.email.slice(4, 24)]) {
      const { body } = await agent.call('GET', `${USERS}?search=${search}`);
      expect(body.items).toMatchObject([{ id: acme.id, org: { id: acme.orgId, name: 'Acme IT' } }]);
    }
    expect((await agent.call('GET', `${USERS}?orgId=${acme.orgId}`)).body.items).toHaveLength(1);
    expect((await agent.call('GET', `${USERS}?orgId=${acme.orgId}&role=viewer`)).body.items).toEqual([]);
    await person(desk);
    expect((await agent.call('GET', `${USERS}?search=Acme&status=active&limit=1`)).body.nextCursor).not.toBeNull();
    for (const query of ['orgId=x', 'role=boss', 'cursor=%00', 'limit=201']) {
      expect((await agent.call('GET', `${USERS}?${query}`)).status).toBe(422);
    }
  });

  it('are renamed, given another role, deactivated and reactivated by the rules of their own admins', async () => {
    const acme = await person(desk);
    const second = await colleague(desk, acme.agent, 'admin', `second-${acme.email}`);
    const path = `${USERS}/${second.id}`;
    const { agent } = operator;
    expect(await agent.call('PATCH', path, { name: 'Renamed', role: 'viewer' })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', role: 'viewer', org: { id: acme.orgId } },
    });
    expect(await agent.call('PATCH', `${USERS}/${acme.id}`, { role: 'viewer' })).toMatchObject({
      body: { code: 'last_admin' },
    });
    expect(await agent.call('POST', `${USERS}/${acme.id}/deactivate`)).toMatchObject({
      status: 409,
      body: { code: 'last_admin' },
    });
    expect(await agent.call('POST', `${path}/deactivate`)).toMatchObject({
      status: 200,
      body: { status: 'deactivated' },
    });
    expect((await second.agent.call('GET', '/api/v1/me')).status).toBe(401);
    expect(await agent.call('POST', `${path}/reactivate`)).toMatchObject({ status: 200, body: { status: 'active' } });
    const log = await acme.agent.call('GET', `/api/v1/audit-log?targetId=${second.id}`);
    expect(log.body.items?.slice(0, 2)).toMatchObject([
      { action: 'user.reactivated', actor: { name: 'Platform' }, ip: null },
      { action: 'user.deactivated', actor: { name: 'Platform' } },
    ]);
    expect(JSON.stringify(log.body)).not.toContain('olga@');
  });

  it('get a link, or a password, from the platform', async () => {
    const acme = await person(desk);
    expect((await operator.agent.call('POST', `${USERS}/${acme.id}/sign-in-link`)).status).toBe(202);
    await desk.mailTo(acme.email, '#token=');
    expect((await operator.agent.call('PUT', `${USERS}/${acme.id}/password`, { password: PASSWORD })).status).toBe(204);
    expect((await acme.agent.call('GET', '/api/v1/me')).status).toBe(401);
    expect((await signIn(desk, acme.email)).status).toBe(200);
    const weak = await operator.agent.call('PUT', `${USERS}/${acme.id}/password`, { password: 'password' });
    expect(weak).toMatchObject({ status: 422, body: { code: 'weak_password' } });
  });

  it('lose their second factor with a reason, and are told, as are their admins', async () => {
    const acme = await personWithPassword(desk);
    const second = await colleague(desk, acme.agent, 'technician', `tech-${acme.email}`);
    await enrol(desk, second.agent);
    const path = `${USERS}/${second.id}/mfa`;
    expect((await operator.agent.call('DELETE', path, {})).status).toBe(422);
    expect((await operator.agent.call('DELETE', path, { reason: 'Lost phone, called back' })).status).toBe(204);
    expect((await second.agent.call('GET', '/api/v1/me')).status).toBe(401);
    expect((await desk.mailTo(second.email, 'two-factor')).subject).toMatch(/two-factor/i);
    await desk.mailTo(acme.email, second.email);
    const log = await acme.agent.call('GET', '/api/v1/audit-log?action=user.mfa_reset');
    expect(log.body.items).toMatchObject([
      { details: { reason: 'Lost phone, called back' }, actor: { name: 'Platform' } },
    ]);
    expect(await operator.agent.call('DELETE', path, { reason: 'Again' })).toMatchObject({
      status: 409,
      body: { code: 'mfa_not_enabled' },
    });
  });

  it('are shown without their pictures, which are for their own organization', async () => {
    const acme = await person(desk);
    await sql(desk, acme.orgId, `update users set avatar_key = 'picture' where id = ?`, [acme.id]);
    expect((await acme.agent.call('GET', '/api/v1/me')).body.avatarUrl).toEqual(expect.any(String));
    const { body } = await operator.agent.call('GET', `${USERS}/${acme.id}`);
    expect(body).toMatchObject({ name: acme.name, avatarUrl: null });
  });

  it('that are not there are 404', async () => {
    const path = `${USERS}/${newId()}`;
    for (const [method, end, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'x' }],
      ['POST', '/deactivate', undefined],
      ['POST', '/sign-in-link', undefined],
      ['PUT', '/password', { password: PASSWORD }],
      ['DELETE', '/mfa', { reason: 'x' }],
    ] as const) {
      expect((await operator.agent.call(method, path + end, body)).status).toBe(404);
    }
  });

  it('need a recent sign-in for what cannot be undone, and for nothing else', async () => {
    const acme = await person(desk);
    desk.advance(16 * MINUTE);
    const { agent } = operator;
    const recent = { status: 403, body: { code: 'recent_sign_in_required' } };
    expect(await agent.call('PUT', `${USERS}/${acme.id}/password`, { password: PASSWORD })).toMatchObject(recent);
    expect(await agent.call('DELETE', `${USERS}/${acme.id}/mfa`, { reason: 'x' })).toMatchObject(recent);
    expect((await agent.call('PATCH', `${USERS}/${acme.id}`, { name: 'Ada' })).status).toBe(200);
    expect((await agent.call('POST', `${USERS}/${acme.id}/sign-in-link`)).status).toBe(202);
  });
});
