import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/shared/access/actor.js';
import { Clock, HOUR } from '../../src/shared/time/clock.js';
import { TeamService, TeamSignIn } from '../../src/users/index.js';
import { Desk } from '../support/desk.js';
import { enrol, linkFor, mailedToken, PASSWORD, type Person, person, signIn, sql } from '../auth/people.js';
import { colleague, invite, twoAdmins, USERS } from './colleagues.js';

const ME = '/api/v1/me';
const LINK = '/api/v1/auth/link';
const OTHER = 'another tram in the rain';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

const auditOf = async (admin: Person, action: string) =>
  (await admin.agent.call('GET', `/api/v1/audit-log?action=${action}`)).body.items ?? [];
const jobsOf = async ({ orgId, id }: { orgId: Person['orgId']; id: string }) =>
  (
    (await sql(desk, orgId, `select job from outbox where payload ->> 'userId' = ? order by id`, [id])) as {
      job: string;
    }[]
  )
    .map(({ job }) => job)
    .filter((job) => job.startsWith('user.'));
const activeAdmins = async (orgId: Person['orgId']) =>
  (await sql(desk, orgId, `select id from users where role = 'admin' and status = 'active'`)).length;

describe('editing somebody', () => {
  test('changes name and role, tells who cares, and bites on the next request', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    expect((await tom.agent.call('GET', USERS)).status).toBe(403);
    const { status, body } = await ada.agent.call('PATCH', `${USERS}/${tom.id}`, {
      name: 'Tomás Müller',
      role: 'admin',
    });
    expect([status, body.name, body.role]).toEqual([200, 'Tomás Müller', 'admin']);
    expect((await tom.agent.call('GET', USERS)).status).toBe(200);
    expect(await jobsOf(tom)).toEqual(['user.role_changed']);
    expect(await auditOf(ada, 'user.role_changed')).toMatchObject([
      { actor: { id: ada.id }, target: { id: tom.id }, details: { from: 'technician', to: 'admin' } },
    ]);
    expect(await auditOf(ada, 'user.renamed')).toMatchObject([{ details: { from: tom.name, to: 'Tomás Müller' } }]);
  });

  test('to what they are already changes nothing and tells nobody', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    const before = await ada.agent.call('GET', `${USERS}/${tom.id}`);
    const { body } = await ada.agent.call('PATCH', `${USERS}/${tom.id}`, { name: tom.name, role: 'technician' });
    expect(body).toEqual(before.body);
    expect(await ada.agent.call('PATCH', `${USERS}/${tom.id}`, {})).toMatchObject({ status: 200 });
    expect([await jobsOf(tom), await auditOf(ada, 'user.renamed')]).toEqual([[], []]);
  });

  test('nobody changes their own role, and everybody may be named by themselves', async () => {
    const { ada } = await twoAdmins(desk);
    for (const role of ['technician', 'admin']) {
      const { status, body } = await ada.agent.call('PATCH', `${USERS}/${ada.id}`, { role, name: 'Not this' });
      expect([status, body.code]).toEqual([403, 'own_role']);
    }
    expect((await ada.agent.call('GET', ME)).body).toMatchObject({ name: 'Ada Admin', role: 'admin' });
    expect((await ada.agent.call('PATCH', `${USERS}/${ada.id}`, { name: 'Ada L.' })).body.name).toBe('Ada L.');
  });

  test.each([
    ['status', { status: 'deactivated' }],
    ['another organization', { orgId: '018f0000-0000-7000-8000-000000000000' }],
    ['an address', { email: 'new@team.example' }],
    ['a password hash', { passwordHash: '$argon2id$v=19$x' }],
    ['a role that is none', { role: 'owner' }],
    ['null as role', { role: null }],
    ['an empty name', { name: '   ' }],
    ['a name that runs backwards', { name: 'Tom\u202Enimda' }],
    ['a list', [{ name: 'Tom' }]],
    ['121 characters', { name: 'x'.repeat(121) }],
  ])('refuses %s', async (_, body) => {
    const ada = await person(desk);
    const tom = await invite(ada, 'viewer');
    const answer = await ada.agent.call('PATCH', `${USERS}/${tom.id}`, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect((await ada.agent.call('GET', `${USERS}/${tom.id}`)).body).toMatchObject({ name: tom.name, role: 'viewer' });
  });

  test('nobody of another organization is found, whatever is asked', async () => {
    const [ada, eve] = [await person(desk), await person(desk)];
    const tom = await colleague(desk, ada, 'technician');
    for (const [method, path, body] of [
      ['GET', '/holdings', undefined],
      ['PATCH', '', { role: 'viewer' }],
      ['DELETE', '', undefined],
      ['POST', '/sign-in-link', undefined],
      ['PUT', '/password', { password: OTHER }],
      ['POST', '/deactivate', undefined],
      ['POST', '/reactivate', undefined],
    ] as const) {
      const answer = await eve.agent.call(method, `${USERS}/${tom.id}${path}`, body);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect((await tom.agent.call('GET', ME)).body).toMatchObject({ role: 'technician', status: 'active' });
  });
});

describe('the last active admin', () => {
  test('stays one: not demoted, not deactivated, also by a system admin', async () => {
    const { ada, bob, orgId } = await twoAdmins(desk);
    const operator = { ...(await person(desk)), isSystemAdmin: true };
    const actor = { ...operator, userId: operator.id, origin: {}, orgName: 'Platform' } as unknown as Actor;
    const member = { orgId, userId: ada.id } as never;
    await ada.agent.call('POST', `${USERS}/${bob.id}/deactivate`);
    const team = desk.app.get(TeamService, { strict: false });
    await expect(team.update(actor, member, { role: 'viewer' })).rejects.toMatchObject({ code: 'last_admin' });
    await expect(team.deactivate(actor, member)).rejects.toMatchObject({ code: 'last_admin' });
    await ada.agent.call('POST', `${USERS}/${bob.id}/reactivate`);
    expect((await team.update(actor, member, { role: 'viewer' })).role).toBe('viewer');
    const rows = await sql(desk, orgId, `select actor_name, ip from audit_log where action = 'user.role_changed'`);
    // Another organization's log names the platform, not the person.
    expect(rows).toEqual([{ actor_name: 'Platform', ip: null }]);
  });

  test('an invited or a deactivated admin is none', async () => {
    const { ada, bob } = await twoAdmins(desk);
    const carl = await invite(ada, 'admin');
    const demote = (by: Person, who: { id: string }) =>
      by.agent.call('PATCH', `${USERS}/${who.id}`, { role: 'viewer' });
    await ada.agent.call('POST', `${USERS}/${bob.id}/deactivate`);
    expect((await demote(ada, carl)).status).toBe(200);
    expect((await demote(ada, bob)).status).toBe(200);
    expect(await activeAdmins(ada.orgId)).toBe(1);
  });

  test('is there whatever runs at once: admins demote and deactivate each other, every way round', async () => {
    const ada = await person(desk);
    const admins = [ada];
    while (admins.length < 6) admins.push(await colleague(desk, ada, 'admin', `Admin ${admins.length}`));
    const answers = await Promise.all(
      admins.flatMap((by) =>
        admins
          .filter((other) => other !== by)
          .map((other, i) =>
            i % 2 === 0
              ? by.agent.call('PATCH', `${USERS}/${other.id}`, { role: 'technician' })
              : by.agent.call('POST', `${USERS}/${other.id}/deactivate`),
          ),
      ),
    );
    expect(await activeAdmins(ada.orgId)).toBe(1);
    // Every answer is a decision; those who had lost the right before theirs was taken are told so.
    expect(answers.filter(({ status }) => ![200, 401, 403, 409].includes(status))).toEqual([]);
  });

  test.each(['demote', 'deactivate'])('two who %s each other: one of them wins', async (what) => {
    for (let round = 0; round < 5; round++) {
      const { ada, bob, orgId } = await twoAdmins(desk);
      const act = (by: Person, other: Person) =>
        what === 'demote'
          ? by.agent.call('PATCH', `${USERS}/${other.id}`, { role: 'viewer' })
          : by.agent.call('POST', `${USERS}/${other.id}/deactivate`);
      const answers = await Promise.all([act(ada, bob), act(bob, ada)]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await activeAdmins(orgId)).toBe(1);
    }
  });
});

describe('deactivating somebody', () => {
  test('closes every way in at once, and reactivating opens the old ones but no session and no link', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    await tom.agent.call('PUT', `${ME}/password`, { newPassword: PASSWORD });
    const factor = await enrol(desk, tom.agent);
    const mfaToken = String((await signIn(desk, tom.email)).body.mfaToken);
    await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: tom.email });
    const link = await mailedToken(desk, tom.email, 'type this code');
    const invited = await linkFor(desk, tom, 'admin_link');

    const { status, body } = await ada.agent.call('POST', `${USERS}/${tom.id}/deactivate`);
    expect([status, body.status]).toEqual([200, 'deactivated']);
    expect((await tom.agent.call('GET', ME)).status).toBe(401);
    expect((await signIn(desk, tom.email)).body.code).toBe('account_deactivated');
    expect((await desk.agent().call('POST', '/api/v1/auth/mfa', { mfaToken, code: factor.next() })).body.code).toBe(
      'mfa_expired',
    );
    for (const token of [link, invited]) {
      expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('account_deactivated');
    }
    const mails = desk.mails.length;
    expect((await desk.agent().call('POST', '/api/v1/auth/magic-link', { email: tom.email })).status).toBe(202);
    expect((await ada.agent.call('POST', `${USERS}/${tom.id}/sign-in-link`)).body.code).toBe('account_deactivated');

    const again = await ada.agent.call('POST', `${USERS}/${tom.id}/reactivate`);
    expect(again.body).toMatchObject({ status: 'active', role: 'technician', hasPassword: true, mfaEnabled: true });
    expect((await tom.agent.call('GET', ME)).status).toBe(401);
    for (const token of [link, invited]) {
      expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('link_replaced');
    }
    expect((await signIn(desk, tom.email)).body.mfaRequired).toBe(true);
    expect(desk.mails.slice(mails).filter((mail) => JSON.stringify(mail.to).includes(tom.email))).toEqual([]);
    expect(await jobsOf(tom)).toEqual(['user.status_changed', 'user.status_changed']);
    expect([await auditOf(ada, 'user.deactivated'), await auditOf(ada, 'user.reactivated')]).toMatchObject([
      [{ target: { id: tom.id } }],
      [{ target: { id: tom.id } }],
    ]);
  });

  test('is preceded by what they hold: devices that are signed in, links not used; nothing of it afterwards', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    await linkFor(desk, tom, 'admin_link');
    const held = async () => (await ada.agent.call('GET', `${USERS}/${tom.id}/holdings`)).body;
    const nothing = { openTickets: 0, scheduledVisits: 0, calendars: [], sessions: 0, links: 0 };
    expect(await held()).toEqual({ ...nothing, sessions: 1, links: 1 });
    await ada.agent.call('POST', `${USERS}/${tom.id}/deactivate`);
    expect(await held()).toEqual(nothing);
    expect((await tom.agent.call('GET', `${USERS}/${tom.id}/holdings`)).status).toBe(401);
  });

  test('twice is once, nobody does it to themselves, and an invite stays an invite', async () => {
    const { ada, bob } = await twoAdmins(desk);
    for (const what of ['deactivate', 'reactivate']) {
      const { status, body } = await ada.agent.call('POST', `${USERS}/${ada.id}/${what}`);
      expect([status, body.code]).toEqual([403, 'own_account']);
    }
    const vera = await invite(ada, 'viewer');
    const token = await linkFor(desk, vera as Person, 'invite');
    for (const by of [ada, bob]) {
      expect((await by.agent.call('POST', `${USERS}/${vera.id}/deactivate`)).body.status).toBe('deactivated');
    }
    expect(await auditOf(ada, 'user.deactivated')).toHaveLength(1);
    const { body } = await ada.agent.call('POST', `${USERS}/${vera.id}/reactivate`);
    expect(body).toMatchObject({ status: 'invited', invite: { state: 'expired' } });
    expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('link_replaced');
  });

  test('takes them off the assignment list, which shows active admins and technicians and nothing else of them', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician', 'Álvaro');
    const vera = await colleague(desk, ada, 'viewer', 'Vera');
    await invite(ada, 'technician', 'Invited');
    const list = async () => (await vera.agent.call('GET', `${USERS}/assignable`)).body.items;
    expect(await list()).toEqual([
      { id: ada.id, name: ada.name, avatarUrl: null },
      { id: tom.id, name: tom.name, avatarUrl: null },
    ]);
    const page = (await vera.agent.call('GET', `${USERS}/assignable?limit=1`)).body;
    const next = await vera.agent.call('GET', `${USERS}/assignable?limit=1&cursor=${String(page.nextCursor)}`);
    expect(next.body).toMatchObject({ items: [{ id: tom.id }], nextCursor: null });
    expect((await vera.agent.call('GET', `${USERS}/assignable?search=ÁLV`)).body.items).toMatchObject([{ id: tom.id }]);
    await ada.agent.call('POST', `${USERS}/${tom.id}/deactivate`);
    expect(await list()).toEqual([{ id: ada.id, name: ada.name, avatarUrl: null }]);
    expect((await vera.agent.call('GET', USERS)).status).toBe(403);
  });
});

describe('Send Link', () => {
  test('mails a link for 24 hours in place of the older ones; an invited user is active by it', async () => {
    const ada = await person(desk);
    const tom = await invite(ada, 'technician');
    const old = await mailedToken(desk, tom.email);
    const tomorrow = () =>
      desk.app
        .get(Clock)
        .in(24 * HOUR)
        .toISOString();
    const earliest = tomorrow();
    expect(await ada.agent.call('POST', `${USERS}/${tom.id}/sign-in-link`)).toMatchObject({ status: 202, body: {} });
    const token = await mailedToken(desk, tom.email, 'sent you a link');
    const latest = tomorrow();
    expect((await desk.agent().call('POST', LINK, { token: old })).body.code).toBe('link_replaced');
    const shown = await desk.agent().call('POST', `${LINK}/inspect`, { token });
    expect(shown.body.purpose).toBe('admin_link');
    const expiresAt = String(shown.body.expiresAt);
    expect([earliest, expiresAt, latest]).toEqual([earliest, expiresAt, latest].toSorted());
    expect((await desk.agent().call('POST', LINK, { token })).body.user).toMatchObject({ status: 'active' });
    expect(await auditOf(ada, 'user.sign_in_link_sent')).toMatchObject([{ target: { id: tom.id } }]);
  });
});

describe('Set Pwd', () => {
  const set = (by: Person, { id }: { id: string }, body: object) =>
    by.agent.call('PUT', `${USERS}/${id}/password`, body);

  test('ends sessions, kills links, tells the person, and may ask for another one', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    const token = await linkFor(desk, tom, 'admin_link');
    expect((await set(ada, tom, { password: OTHER, mustChange: true })).status).toBe(204);
    expect((await tom.agent.call('GET', ME)).status).toBe(401);
    expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('link_replaced');
    expect((await desk.mailTo(tom.email, 'password')).text).toContain('Ada Admin');
    const { status, body } = await signIn(desk, tom.email, OTHER, tom.agent);
    expect([status, (body.user as { mustChangePassword: boolean }).mustChangePassword]).toEqual([200, true]);
    expect(await auditOf(ada, 'user.password_set_by_admin')).toMatchObject([{ details: { mustChange: true } }]);
    await set(ada, tom, { password: PASSWORD });
    expect((await signIn(desk, tom.email)).body.user).toMatchObject({ mustChangePassword: false });
  });

  test('is not for oneself, also by way of a system admin’s service', async () => {
    const ada = await person(desk);
    expect((await set(ada, ada, { password: OTHER })).body.code).toBe('use_my_account');
    const actor = { userId: ada.id, orgId: ada.orgId } as unknown as Actor;
    const service = desk.app.get(TeamSignIn, { strict: false });
    await expect(
      service.setPassword(actor, { orgId: ada.orgId, userId: ada.id as never }, { password: OTHER }),
    ).rejects.toMatchObject({ code: 'use_my_account' });
  });

  test.each([
    ['seven characters', { password: 'kq7-wZ2' }, 'weak_password'],
    ['a common one', { password: 'password1' }, 'weak_password'],
    ['their name', { password: 'Tom Technician' }, 'weak_password'],
    ['nothing', {}, 'validation_failed'],
    ['null as mustChange', { password: OTHER, mustChange: null }, 'validation_failed'],
    ['words as mustChange', { password: OTHER, mustChange: 'yes' }, 'validation_failed'],
  ])('refuses %s', async (_, body, code) => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    expect(await set(ada, tom, body)).toMatchObject({ status: 422, body: { code } });
    expect((await tom.agent.call('GET', ME)).body.hasPassword).toBe(false);
  });
});

describe('Revoke invite', () => {
  test('takes an unused invite back: the link is dead, the address is free again, the log remembers', async () => {
    const ada = await person(desk);
    const tom = await invite(ada, 'technician');
    const token = await mailedToken(desk, tom.email);
    expect((await ada.agent.call('DELETE', `${USERS}/${tom.id}`)).status).toBe(204);
    expect((await desk.agent().call('POST', LINK, { token })).body.code).toBe('link_unknown');
    expect((await ada.agent.call('GET', `${USERS}/${tom.id}`)).status).toBe(404);
    expect((await ada.agent.call('DELETE', `${USERS}/${tom.id}`)).status).toBe(404);
    expect(await auditOf(ada, 'user.invite_revoked')).toMatchObject([{ target: { id: tom.id, name: tom.name } }]);
    const again = await ada.agent.call('POST', USERS, { name: tom.name, email: tom.email, role: 'viewer' });
    expect(again.status).toBe(201);
  });

  test('is for nobody who has used it', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    for (const { id } of [tom, ada]) {
      expect((await ada.agent.call('DELETE', `${USERS}/${id}`)).body.code).toBe('not_invited');
    }
  });

  test('and accepting at the same moment: one of the two happens, never half of each', async () => {
    const ada = await person(desk);
    for (let round = 0; round < 10; round++) {
      const tom = await invite(ada, 'technician');
      const token = await linkFor(desk, tom as Person, 'invite');
      const [accepted, revoked] = await Promise.all([
        desk.agent().call('POST', LINK, { token }),
        ada.agent.call('DELETE', `${USERS}/${tom.id}`),
      ]);
      const { status } = await ada.agent.call('GET', `${USERS}/${tom.id}`);
      expect([accepted.status, revoked.status, status]).toEqual(
        accepted.status === 200 ? [200, 409, 200] : [404, 204, 404],
      );
    }
  });
});
