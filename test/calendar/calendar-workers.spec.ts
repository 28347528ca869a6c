import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CalendarRemoval } from '../../src/calendar/index.js';
import { createApp } from '../../src/create-app.js';
import { newId } from '../../src/shared/ids/ids.js';
import { HOUR } from '../../src/shared/time/clock.js';
import { CalendarDesk, eventually, withCalendars } from './calendar-shop.js';
import { FakeSchedule } from './calendar-desk.js';

let at: CalendarDesk;
beforeAll(async () => {
  at = await CalendarDesk.start();
});
afterAll(() => at.stop());

it('has one call at a time for a calendar, and no double, with two workers', async () => {
  const second = await createApp(at.desk.config, withCalendars(at.desk.config));
  try {
    await second.init();
    const shop = await at.open();
    await Promise.all([shop.connect('google'), shop.connect('outlook')]);
    const made = [];
    for (let i = 0; i < 12; i++) {
      const ticket = await shop.ticket({ number: 100 + i });
      // The second program has a schedule of its own in this test.
      second.get(FakeSchedule).put(shop.actor.orgId, ticket);
      made.push(ticket.number);
    }
    for (const provider of ['google', 'outlook'] as const) {
      await eventually(
        () => shop.calendar(provider),
        (view) => view?.pending === 0 && shop.shown(provider).length >= 12,
      );
      expect(
        shop
          .shown(provider)
          .map(({ title }) => Number(/#(\d+)/.exec(title)?.[1]))
          .sort((a, b) => a - b),
      ).toEqual(made);
      expect(at.traffic.most.get(shop.account(provider).id)).toBe(1);
    }
  } finally {
    await second.close();
  }
});

it('takes over from a worker that died', async () => {
  const shop = await at.open();
  await shop.connect('google');
  await eventually(
    () => shop.calendar('google'),
    (view) => view?.lastSyncedAt !== null,
  );
  // What a worker leaves that is killed in the middle of an insert: its lease, and the intent.
  const ticket = await shop.ticket({ assigneeId: null });
  at.desk.app.get(FakeSchedule).put(shop.actor.orgId, { ...ticket, assigneeId: shop.actor.userId });
  const { rows } = await at.sql.query<{ id: string }>(
    `update calendar_connections set lease_id = $2, lease_until = clock_timestamp() + interval '3 seconds',
       work_due_at = now() + interval '4 seconds', asked_seq = asked_seq + 1 where user_id = $1 returning id`,
    [shop.actor.userId, newId()],
  );
  await at.sql.query(
    `insert into calendar_events (connection_id, ticket_id, org_id, phase, asked, updated_at) values ($1, $2, $3, 'writing', 1, now())`,
    [rows[0]?.id, ticket.id, shop.actor.orgId],
  );
  expect(
    await eventually(
      () => shop.shown('google'),
      (events) => events.length === 1,
    ),
  ).toHaveLength(1);
});

it('loses no ask that comes while the work is being finished', async () => {
  const shop = await at.open();
  await shop.connect('outlook');
  const ticket = await shop.ticket();
  for (let i = 1; i <= 15; i++) {
    await shop.ticket({
      ...ticket,
      subject: `Version ${i}`,
      scheduledStart: new Date((ticket.scheduledStart?.getTime() ?? 0) + i * HOUR),
    });
    await new Promise((resolve) => setTimeout(resolve, 37 * (i % 5)));
  }
  expect(
    await eventually(
      () => shop.shown('outlook'),
      ([event]) => event?.title.includes('Version 15') ?? false,
    ),
  ).toMatchObject([{ title: '#7 Version 15 – Bakery' }]);
});

it('takes everything of an organization that is deleted, and nothing of another one', async () => {
  const [shop, other] = [await at.open(), await at.open()];
  for (const each of [shop, other]) {
    await each.connect('google');
    await each.ticket();
    await each.admin.call('POST', '/api/v1/me/calendar-feed');
    await eventually(
      () => each.shown('google'),
      (events) => events.length === 1,
    );
  }
  const removal = at.desk.app.get(CalendarRemoval, { strict: false });
  const { orgId } = shop.actor;
  await at.sql.query(`update orgs set status = 'deleting' where id = $1`, [orgId]);
  await removal.begin(orgId);
  await removal.begin(orgId);
  expect(
    await eventually(
      () => removal.remaining(orgId),
      (left) => left === 0,
    ),
  ).toBe(0);
  expect([shop.shown('google').length, other.shown('google').length]).toEqual([0, 1]);
  const { rows } = await at.sql.query('select org_id from calendar_connections where org_id = $1', [other.actor.orgId]);
  expect(rows).toHaveLength(1);
});
