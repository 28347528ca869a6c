import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { DAY, HOUR } from '../../src/shared/time/clock.js';
import { API, made, member, shop, type Member } from '../desk/shop.js';
import { actorOf, CalendarDesk, eventually } from './calendar-shop.js';

// Muster as it is: what people do at the service desk, and what their calendars show of it.
let at: CalendarDesk;
beforeAll(async () => {
  at = await CalendarDesk.start((config) => AppModule.for(config));
});
afterAll(() => at.stop());

const accountOf = (person: Member) => ({ id: `google ${person.email}`, email: person.email });
const start = new Date(Math.floor(Date.now() / HOUR) * HOUR + 3 * DAY);
const shown = (person: Member) => at.calendars.google.emulator.shown(accountOf(person).id);
const titles = (person: Member) => shown(person).map(({ title }) => title);

async function connected(person: Member): Promise<string> {
  return at.connect(await actorOf(person.agent), 'google', accountOf(person));
}

function titled(person: Member, ...wanted: string[]) {
  return eventually(
    () => titles(person),
    (now) => now.join() === wanted.join(),
  );
}

it('follows a ticket through everything that people do with it', async () => {
  const { admin, technician: a } = await shop(at.desk);
  const b = await member(at.desk, admin, 'technician');
  await connected(a);
  await connected(b);
  const client = await made(admin, 'clients', { name: 'Bakery' });
  const ticket = await made(admin, 'tickets', {
    subject: 'Printer jams',
    clientId: client.id,
    assigneeId: a.id,
    scheduledStart: start.toISOString(),
  });
  const edit = async (body: object) =>
    expect((await admin.agent.call('PATCH', `${API}/tickets/${ticket.id}`, body)).status).toBe(200);
  expect(await titled(a, '#1 Printer jams – Bakery')).toEqual(['#1 Printer jams – Bakery']);

  await edit({ subject: 'Printer burns', scheduledStart: new Date(start.getTime() + HOUR).toISOString() });
  expect(await titled(a, '#1 Printer burns – Bakery')).toEqual(['#1 Printer burns – Bakery']);
  expect(shown(a)[0]?.start).toBe(new Date(start.getTime() + HOUR).toISOString().replace('.000', ''));

  await admin.agent.call('PATCH', `${API}/clients/${client.id}`, { name: 'Butcher' });
  expect(await titled(a, '#1 Printer burns – Butcher')).toEqual(['#1 Printer burns – Butcher']);

  await edit({ assigneeId: b.id });
  expect(await titled(b, '#1 Printer burns – Butcher')).toEqual(['#1 Printer burns – Butcher']);
  expect(await titled(a)).toEqual([]);

  await edit({ status: 'closed' });
  expect(await titled(b)).toEqual([]);
  await edit({ status: 'open' });
  expect(await titled(b, '#1 Printer burns – Butcher')).toHaveLength(1);

  await edit({ scheduledStart: null });
  expect(await titled(b)).toEqual([]);
  await edit({ scheduledStart: start.toISOString(), scheduledEnd: null });
  expect(await titled(b, '#1 Printer burns – Butcher')).toHaveLength(1);

  await admin.agent.call('DELETE', `${API}/tickets/${ticket.id}`);
  expect(await titled(b)).toEqual([]);
});

it('follows people and the organization: hand-over, role, deactivation, time zone', async () => {
  const { admin, technician: a } = await shop(at.desk);
  const b = await member(at.desk, admin, 'technician');
  await connected(a);
  const grantOfB = await connected(b);
  expect((await admin.agent.call('PATCH', `${API}/org`, { timeZone: 'UTC' })).status).toBe(200);
  const day = { assigneeId: a.id, scheduledStart: start.toISOString().slice(0, 10), allDay: true };
  await made(admin, 'tickets', { subject: 'First', ...day });
  await made(admin, 'tickets', { subject: 'Second', assigneeId: a.id, scheduledStart: start.toISOString() });
  await eventually(
    () => titles(a).length,
    (count) => count === 2,
  );
  expect(titles(a).toSorted()).toEqual(['#1 First', '#2 Second']);

  // Midnight of one zone is the evening before in another.
  expect((await admin.agent.call('PATCH', `${API}/org`, { timeZone: 'America/New_York' })).status).toBe(200);
  const dateOfFirst = () => shown(a).find(({ title }) => title === '#1 First')?.start;
  const evening = new Date(Date.parse(day.scheduledStart) - DAY).toISOString().slice(0, 10);
  expect(await eventually(dateOfFirst, (date) => date === evening)).toBe(evening);

  await admin.agent.call('POST', `${API}/tickets/hand-over`, { fromUserId: a.id, toUserId: b.id });
  await eventually(
    () => titles(a).length + 10 * titles(b).length,
    (count) => count === 20,
  );
  expect([titles(a), titles(b).toSorted()]).toEqual([[], ['#1 First', '#2 Second']]);

  await admin.agent.call('PATCH', `${API}/users/${b.id}`, { role: 'viewer' });
  expect(await titled(b)).toEqual([]);
  await admin.agent.call('PATCH', `${API}/users/${b.id}`, { role: 'technician' });
  await eventually(
    () => titles(b).length,
    (count) => count === 2,
  );
  expect(titles(b)).toHaveLength(2);

  await admin.agent.call('POST', `${API}/users/${b.id}/deactivate`);
  expect(await titled(b)).toEqual([]);
  expect(
    await eventually(
      () => at.issuers.google.isAlive(grantOfB),
      (alive) => !alive,
    ),
  ).toBe(false);
});
