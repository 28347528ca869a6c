import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarPoller } from '../../src/calendar/sync/calendar-poller.js';
import { clientRenamed } from '../../src/desk/index.js';
import { orgStatusChanged } from '../../src/orgs/index.js';
import { HOUR } from '../../src/shared/time/clock.js';
import { userRoleChanged, userStatusChanged } from '../../src/users/index.js';
import { FakeSchedule } from './calendar-desk.js';
import { CalendarDesk, eventually } from './calendar-shop.js';

let at: CalendarDesk;
beforeAll(async () => {
  at = await CalendarDesk.start();
});
afterAll(() => at.stop());

describe.each(['google', 'outlook'] as const)('%s', (provider) => {
  it('shows a scheduled ticket, moves with it, and lets it go', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    const ticket = await shop.ticket();
    const [event] = await eventually(
      () => shop.shown(provider),
      (events) => events.length === 1,
    );
    expect(event).toMatchObject({
      title: '#7 Printer jams – Bakery',
      start: ticket.scheduledStart?.toISOString().replace('.000', ''),
    });
    const synced = await eventually(
      () => shop.calendar(provider),
      (view) => view?.pending === 0 && view?.lastSyncedAt !== null,
    );
    expect(synced).toMatchObject({ status: 'connected', accountEmail: shop.email, pending: 0, error: null });
    expect((await shop.admin.call('GET', `/api/v1/tickets/${ticket.id}/calendars`)).body.items).toContainEqual({
      provider,
      state: 'in_calendar',
      why: null,
    });

    const later = new Date((ticket.scheduledStart?.getTime() ?? 0) + HOUR);
    await shop.ticket({ ...ticket, scheduledStart: later, subject: 'Printer burns' });
    expect(
      await eventually(
        () => shop.shown(provider),
        ([each]) => each?.version === 2,
      ),
    ).toMatchObject([{ title: '#7 Printer burns – Bakery', start: later.toISOString().replace('.000', '') }]);
    await shop.ticket({ ...ticket, status: 'closed' });
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 0,
      ),
    ).toEqual([]);
  });

  it('makes at most two calls of ten reschedules in a second, and shows the last', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    const ticket = await shop.ticket();
    await shop.settled(provider, 1);
    const before = at.calendars[provider].calls.length;
    const start = ticket.scheduledStart?.getTime() ?? 0;
    await shop.reschedules(
      ticket,
      Array.from({ length: 10 }, (_, i) => new Date(start + (i + 1) * HOUR)),
    );
    const last = new Date(start + 10 * HOUR).toISOString().replace('.000', '');
    expect(
      await eventually(
        () => shop.shown(provider),
        ([event]) => event?.start === last,
      ),
    ).toMatchObject([{ start: last }]);
    await shop.settled(provider, 1);
    expect(at.calendars[provider].calls.length - before).toBeLessThanOrEqual(2);
  });

  it('takes its events out on disconnect, revokes and erases, and shows them once after the same account is back', async () => {
    const shop = await at.open();
    const refreshToken = await shop.connect(provider);
    const ticket = await shop.ticket();
    await eventually(
      () => shop.shown(provider),
      (events) => events.length === 1,
    );
    expect((await shop.admin.call('DELETE', `/api/v1/me/calendars/${provider}`)).status).toBe(204);
    expect(await shop.calendar(provider)).toMatchObject({ status: 'disconnected', accountEmail: null });
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 0,
      ),
    ).toEqual([]);
    const erased = await eventually(
      async () =>
        (
          await at.sql.query('select phase, refresh_token, access_token from calendar_connections where user_id = $1', [
            shop.actor.userId,
          ])
        ).rows,
      ([row]) => row?.phase === 'disconnected',
    );
    expect(erased).toEqual([{ phase: 'disconnected', refresh_token: null, access_token: null }]);
    expect(at.issuers[provider].isAlive(refreshToken)).toBe(false);

    await shop.connect(provider);
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 1,
      ),
    ).toHaveLength(1);
    await shop.connect(provider, `second.${shop.email}`);
    expect(
      await eventually(
        () => shop.shown(provider, `second.${shop.email}`),
        (events) => events.length === 1,
      ),
    ).toHaveLength(1);
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 0,
      ),
    ).toEqual([]);
    expect(await shop.calendar(provider)).toMatchObject({ status: 'connected', accountEmail: `second.${shop.email}` });
    at.desk.app.get(FakeSchedule).drop(ticket.id);
  });

  it('says once by mail that the grant is dead, stops, and goes on when it is connected again', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    const account = shop.account(provider).id;
    await shop.ticket();
    await eventually(
      () => shop.shown(provider),
      (events) => events.length === 1,
    );
    at.issuers[provider].revokeAll(account);
    await shop.ticket({ subject: 'Second', number: 8 });
    expect(
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.status === 'reconnect_required',
      ),
    ).toMatchObject({
      errorCode: 'grant_revoked',
      pending: 1,
    });
    const mail = await at.desk.mailTo(shop.email, '/account/calendars');
    expect(mail.text).toContain('/account/calendars');
    await shop.ticket({ subject: 'Third', number: 9 });
    // It waits in the rows: a grant that is dead makes no jobs.
    expect(
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.pending === 2,
      ),
    ).toMatchObject({ pending: 2 });
    expect(await shop.underWay()).toBe(0);
    await shop.connect(provider);
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 3,
      ),
    ).toHaveLength(3);
    expect(
      at.desk.mails.filter(({ subject, to }) => subject?.includes('again') && JSON.stringify(to).includes(shop.email)),
    ).toHaveLength(1);
  });

  it('goes on by itself after an outage', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    await eventually(
      () => shop.calendar(provider),
      (view) => view?.lastSyncedAt !== null,
    );
    at.calendars[provider].faults.next(
      { kind: 'refuse', refusal: 'service_unavailable' },
      ({ method }) => method === 'POST',
    );
    at.calendars[provider].faults.next({ kind: 'lose_reply' }, ({ method }) => method === 'POST');
    await shop.ticket();
    expect(
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.error !== null,
      ),
    ).toMatchObject({ errorCode: 'unavailable' });
    await eventually(
      () => shop.shown(provider),
      (events) => events.length > 0,
    );
    expect(
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.pending === 0 && view?.error === null,
      ),
    ).toMatchObject({ error: null });
    expect(shop.shown(provider)).toHaveLength(1);
  });

  it('leaves with the role, and with the account, whose grant is revoked', async () => {
    const shop = await at.open();
    const refreshToken = await shop.connect(provider);
    await shop.ticket({ clientId: 'c' });
    await eventually(
      () => shop.shown(provider),
      (events) => events.length === 1,
    );
    const { userId } = shop.actor;
    const setRole = async (role: string) => {
      await at.sql.query('update users set role = $2 where id = $1', [userId, role]);
      await shop.tell(userRoleChanged, { userId });
    };
    await setRole('viewer');
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 0,
      ),
    ).toEqual([]);
    await setRole('admin');
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 1,
      ),
    ).toHaveLength(1);
    await at.sql.query(`update users set status = 'deactivated' where id = $1`, [userId]);
    await shop.tell(userStatusChanged, { userId });
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 0,
      ),
    ).toEqual([]);
    expect(
      await eventually(
        () => at.issuers[provider].isAlive(refreshToken),
        (alive) => !alive,
      ),
    ).toBe(false);
  });

  it('waits while the organization is suspended, and follows a renamed client', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    const ticket = await shop.ticket({ clientId: `c ${shop.email}` });
    await eventually(
      () => shop.shown(provider),
      (events) => events.length === 1,
    );
    await eventually(
      () => shop.calendar(provider),
      (view) => view?.pending === 0,
    );
    const { orgId } = shop.actor;
    const setStatus = async (status: string) => {
      await at.sql.query('update orgs set status = $2 where id = $1', [orgId, status]);
      await shop.tell(orgStatusChanged, { orgId });
    };
    await setStatus('suspended');
    at.desk.app.get(FakeSchedule).put(orgId, { ...ticket, clientName: 'Butcher', clientId: `c ${shop.email}` });
    await shop.tell(clientRenamed, { clientId: `c ${shop.email}` });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(shop.shown(provider)).toMatchObject([{ version: 1 }]);
    await setStatus('active');
    expect(
      await eventually(
        () => shop.shown(provider),
        ([event]) => event?.version === 2,
      ),
    ).toMatchObject([{ title: '#7 Printer jams – Butcher' }]);
  });

  it('puts right what was changed by hand in the sweep of the night, and counts it', async () => {
    const shop = await at.open();
    await shop.connect(provider);
    await shop.ticket();
    const [event] = await shop.settled(provider, 1);
    at.calendars[provider].emulator.moveByHand(shop.account(provider).id, event?.id ?? '', 60);
    await at.sql.query(`update calendar_connections set sweep_at = now() - interval '1 minute' where user_id = $1`, [
      shop.actor.userId,
    ]);
    await at.desk.app.get(CalendarPoller, { strict: false }).poll();
    expect(
      await eventually(
        () => shop.shown(provider),
        ([each]) => each?.start === event?.start,
      ),
    ).toMatchObject([{ start: event?.start }]);
    expect(
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.corrected === 1,
      ),
    ).toMatchObject({ corrected: 1 });
  });

  it('looks at the whole calendar as soon as the person asks for it, in a pause after a failure too', async () => {
    const shop = await at.open();
    const ask = () => shop.admin.call('POST', `/api/v1/me/calendars/${provider}/sync`);
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'calendar_not_connected' } });
    await shop.connect(provider);
    await shop.ticket();
    const [event] = await shop.settled(provider, 1);
    at.calendars[provider].emulator.deleteByHand(shop.account(provider).id, event?.id ?? '');
    await at.sql.query(
      `update calendar_connections set failures = 9, failing_since = now() - interval '1 hour', error = 'unavailable',
         updated_at = now() - interval '1 minute', work_due_at = now() + interval '10 minutes' where user_id = $1`,
      [shop.actor.userId],
    );
    expect(await ask()).toMatchObject({ status: 202, body: {} });
    expect(
      await eventually(
        () => shop.shown(provider),
        (events) => events.length === 1,
      ),
    ).toHaveLength(1);
  });
});

it('keeps no token in the clear', async () => {
  const shop = await at.open();
  const tokens = [await shop.connect('google'), await shop.connect('outlook')];
  await shop.ticket();
  await eventually(
    () => shop.shown('outlook'),
    (events) => events.length === 1,
  );
  const { rows } = await at.sql.query<{ refresh_token: string; access_token: string }>(
    'select * from calendar_connections where user_id = $1',
    [shop.actor.userId],
  );
  expect(rows.every((row) => row.refresh_token.startsWith('v1.') && row.access_token?.startsWith('v1.'))).toBe(true);
  const dump = JSON.stringify(rows) + JSON.stringify((await at.sql.query('select * from outbox')).rows);
  for (const token of [...tokens, 'access-', 'refresh-']) expect(dump).not.toContain(token);
});
