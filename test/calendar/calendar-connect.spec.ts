import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarProviderName } from '../../src/calendar/providers/calendar-provider.js';
import { accountsOf } from '../../src/embedded/calendars/calendar-accounts.js';
import { type Calendars, startCalendars } from '../../src/embedded/calendars/start-calendars.js';
import { type Providers, startProviders } from '../../src/embedded/providers/start-providers.js';
import { providerEnv, visitProvider } from '../auth/visit-provider.js';
import { type Agent, Desk } from '../support/desk.js';
import { withCalendars } from './calendar-shop.js';

const CALLBACK = (provider: CalendarProviderName) => `http://localhost:3000/api/v1/me/calendars/${provider}/callback`;
let providers: Providers;
let calendars: Calendars;
let desk: Desk;

beforeAll(async () => {
  providers = await startProviders({
    redirectUris: { google: [CALLBACK('google')], microsoft: [CALLBACK('outlook')] },
    accounts: [
      { id: 'tess', name: 'Tess', email: 'tess@calendars.example' },
      { id: 'other', name: 'Tess', email: 'tess.private@calendars.example' },
    ],
  });
  calendars = await startCalendars({
    accounts: { google: accountsOf(providers.google), outlook: accountsOf(providers.microsoft) },
  });
  desk = await Desk.start(
    {
      ...providerEnv(providers),
      GOOGLE_CALENDAR_API: calendars.googleCalendarApi,
      MICROSOFT_GRAPH_API: calendars.graphApi,
    },
    withCalendars,
  );
});
afterAll(async () => {
  await desk.stop();
  await calendars.stop();
  await providers.stop();
});

describe.each(['google', 'outlook'] as const)('connecting %s', (provider) => {
  const begin = async (agent: Agent) => {
    const { status, headers } = await agent.call('GET', `/api/v1/me/calendars/${provider}/connect`);
    expect(status).toBe(302);
    return new URL(headers.get('location') ?? '');
  };
  const comeBack = async (agent: Agent, callback: URL) => {
    const { status, headers } = await agent.call('GET', `${callback.pathname}${callback.search}`);
    expect(status).toBe(302);
    return (headers.get('location') ?? '').replace('http://localhost:3000', '');
  };
  const mine = async (agent: Agent) =>
    ((await agent.call('GET', '/api/v1/me/calendars')).body.items ?? []).find((item) => item.provider === provider);

  it('asks offline for the least that serves, with PKCE, and comes back connected', async () => {
    const { admin } = await desk.org();
    const url = await begin(admin);
    const asked = url.searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toBe(
      provider === 'google'
        ? 'openid email https://www.googleapis.com/auth/calendar.events.owned'
        : 'openid email offline_access Calendars.ReadWrite',
    );
    if (provider === 'google') expect(asked.get('access_type')).toBe('offline');
    expect(await comeBack(admin, await visitProvider(url, 'tess'))).toBe(`/account/calendars?connected=${provider}`);
    expect(await mine(admin)).toMatchObject({
      status: 'connected',
      accountEmail: 'tess@calendars.example',
      error: null,
    });
    // What others tell of it: the setup guide its tick, and offboarding what the person holds.
    expect((await admin.call('GET', '/api/v1/me/onboarding')).body.steps).toContainEqual({
      step: 'calendar',
      done: true,
    });
    const { id } = (await admin.call('GET', '/api/v1/me')).body;
    expect((await admin.call('GET', `/api/v1/users/${String(id)}/holdings`)).body.calendars).toEqual([provider]);
    const audit = (await admin.call('GET', '/api/v1/audit-log?action=calendar.connected')).body.items;
    expect(audit).toHaveLength(1);

    // Another account takes its place.
    expect(await comeBack(admin, await visitProvider(await begin(admin), 'other'))).toContain('connected=');
    expect(await mine(admin)).toMatchObject({ status: 'connected', accountEmail: 'tess.private@calendars.example' });
    expect((await admin.call('DELETE', `/api/v1/me/calendars/${provider}`)).status).toBe(204);
    expect(await mine(admin)).toMatchObject({ status: 'disconnected', accountEmail: null });
  });

  it('connects nothing where the person says no', async () => {
    const { admin } = await desk.org();
    const back = await comeBack(admin, await visitProvider(await begin(admin), 'cancel'));
    expect(back).toBe('/account/calendars?error=provider_denied');
    expect(await mine(admin)).toMatchObject({ status: 'disconnected' });
  });

  it('connects nothing where the calendar scope was unticked', async () => {
    const { admin } = await desk.org();
    const url = await begin(admin);
    // As if the person had unticked the box: what comes back covers less than was asked for.
    url.searchParams.set('scope', 'openid email');
    const back = await comeBack(admin, await visitProvider(url, 'tess'));
    expect(back).toBe('/account/calendars?error=permission_missing');
    expect(await mine(admin)).toMatchObject({ status: 'disconnected' });
  });

  it('connects nothing in another person’s session, in another browser, or for a second time', async () => {
    const [ada, eve] = [await desk.org(), await desk.org()];
    const callback = await visitProvider(await begin(ada.admin), 'tess');
    // Eve's browser, without the cookie; then with Ada's cookie but Eve's session.
    expect(await comeBack(eve.admin, callback)).toBe('/account/calendars?error=provider_error');
    const cookies = `muster_session=${eve.admin.cookie('muster_session')}; muster_calendar=${ada.admin.cookie('muster_calendar')}`;
    const response = await fetch(`${desk.origin}${callback.pathname}${callback.search}`, {
      headers: { cookie: cookies },
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe('http://localhost:3000/account/calendars?error=other_user');
    expect(await mine(eve.admin)).toMatchObject({ status: 'disconnected' });
    expect(await comeBack(ada.admin, callback)).toBe('/account/calendars?error=provider_error');
    expect(await mine(ada.admin)).toMatchObject({ status: 'disconnected' });
    expect((await desk.agent().call('GET', `${callback.pathname}${callback.search}`)).status).toBe(401);
  });

  it('refuses a callback whose state is another one', async () => {
    const { admin } = await desk.org();
    const callback = await visitProvider(await begin(admin), 'tess');
    callback.searchParams.set('state', 'forged');
    expect(await comeBack(admin, callback)).toBe('/account/calendars?error=provider_error');
  });
});
