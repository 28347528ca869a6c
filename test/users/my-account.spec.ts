import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Desk } from '../support/desk.js';
import { enrol, linkFor, person } from '../auth/people.js';
import { colleague, invite } from './colleagues.js';

const ME = '/api/v1/me';
const ONBOARDING = `${ME}/onboarding`;

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

describe('my name', () => {
  test('is mine to change, in any script, and every page of mine knows at once', async () => {
    const ada = await person(desk);
    const { status, body } = await ada.agent.call('PATCH', ME, { name: '  Ἀδα e\u0301 🦊 ' });
    expect([status, body.name]).toEqual([200, 'Ἀδα \u00e9 🦊']);
    expect((await ada.agent.call('GET', ME)).body.name).toBe('Ἀδα \u00e9 🦊');
    const log = await ada.agent.call('GET', '/api/v1/audit-log?action=user.renamed');
    expect(log.body.items).toMatchObject([{ details: { from: 'Ada Admin', to: 'Ἀδα \u00e9 🦊' } }]);
  });

  test.each([
    ['a role', { name: 'Ada', role: 'admin' }],
    ['a status', { status: 'active' }],
    ['an address', { email: 'a@b.example' }],
    ['nothing', {}],
    ['a number', { name: 1 }],
    ['null', { name: null }],
  ])('is all that can be changed: not %s', async (_, body) => {
    const ada = await person(desk);
    expect(await ada.agent.call('PATCH', ME, body)).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });
});

describe('the setup guide', () => {
  test('is pending on the first sign-in, goes on on another device, ends, and can be had again', async () => {
    const ada = await person(desk);
    const phone = { ...ada, agent: desk.agent() };
    await phone.agent.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, ada, 'admin_link') });
    expect((await ada.agent.call('GET', ME)).body.onboarding).toEqual({ status: 'pending', step: null });
    const { body } = await ada.agent.call('PUT', ONBOARDING, { status: 'pending', step: 'two_factor' });
    expect(body.onboarding).toEqual({ status: 'pending', step: 'two_factor' });
    expect((await phone.agent.call('GET', ME)).body.onboarding).toEqual({ status: 'pending', step: 'two_factor' });
    await phone.agent.call('PUT', ONBOARDING, { status: 'completed' });
    expect((await ada.agent.call('GET', ME)).body.onboarding).toEqual({ status: 'completed', step: null });
    expect((await ada.agent.call('PUT', ONBOARDING, { status: 'pending' })).body.onboarding).toMatchObject({
      status: 'pending',
    });
  });

  test('has ticks by what is so: somebody invited, two-factor on, a calendar; not by what was clicked', async () => {
    const ada = await person(desk);
    const ticks = async () =>
      ((await ada.agent.call('GET', ONBOARDING)).body.steps as unknown as { step: string; done: boolean }[])
        .filter(({ done }) => done)
        .map(({ step }) => step);
    await ada.agent.call('PUT', ONBOARDING, { status: 'completed' });
    expect(await ticks()).not.toContain('invite');
    await invite(ada, 'viewer');
    expect(await ticks()).toContain('invite');
    expect(await ticks()).not.toContain('two_factor');
    await enrol(desk, ada.agent);
    expect(await ticks()).toContain('two_factor');
    expect(await ticks()).not.toContain('calendar');
    await ada.agent.call('POST', `${ME}/calendar-feed`);
    expect(await ticks()).toContain('calendar');
  });

  test('is each role’s own, and survives a change of role', async () => {
    const ada = await person(desk);
    const tom = await colleague(desk, ada, 'technician');
    const steps = async () =>
      ((await tom.agent.call('GET', ONBOARDING)).body.steps as unknown as { step: string }[]).map(({ step }) => step);
    expect(await steps()).toEqual(['tickets', 'calendar']);
    await tom.agent.call('PUT', ONBOARDING, { status: 'pending', step: 'calendar' });
    await ada.agent.call('PATCH', `/api/v1/users/${tom.id}`, { role: 'viewer' });
    expect((await tom.agent.call('GET', ONBOARDING)).body).toMatchObject({ status: 'pending', step: null });
    expect(await steps()).toEqual(['look_around']);
    expect((await tom.agent.call('PUT', ONBOARDING, { status: 'pending', step: 'invite' })).status).toBe(422);
  });

  test.each([
    ['a status that is none', { status: 'skipped' }],
    ['no status', { step: 'invite' }],
    ['a step that is none', { status: 'pending', step: '../x' }],
    ['null', null],
  ])('refuses %s', async (_, body) => {
    const ada = await person(desk);
    expect((await ada.agent.call('PUT', ONBOARDING, body)).status).toBe(422);
  });
});
