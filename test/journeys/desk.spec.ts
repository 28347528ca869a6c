import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { shop } from '../desk/shop.js';
import { Site } from '../support/browser.js';
import type { Agent } from '../support/desk.js';
import { until } from '../support/until.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterEach(() => site.leave());
afterAll(() => site.close());

const made = async (admin: Agent, path: string, body: object) =>
  (await admin.call('POST', `/api/v1/${path}`, body)).body as { id: string; version: number };

/** Someone whose browser has a clock that the test moves. */
async function visitorOf(admin: Agent) {
  const visitor = await site.visitor({ as: admin });
  await visitor.page.clock.install();
  return visitor;
}

test('a ticket that is made from a client is that client’s', async () => {
  const { admin } = await site.desk.org();
  const client = await made(admin, 'clients', { name: 'Corner Bakery' });
  const visitor = await site.visitor({ as: admin });
  await visitor.go(`/clients?open=${client.id}`);
  await visitor.activates('New ticket');
  await visitor.fills('Subject', 'Oven is cold');
  await visitor.activates('Create ticket');
  await visitor.sees(/Oven is cold/);
  await visitor.link('Corner Bakery').waitFor();
});

test('what is typed into a quote outlives what someone else saves meanwhile', async () => {
  const { admin } = await site.desk.org();
  const client = await made(admin, 'clients', { name: 'Corner Bakery' });
  const items = [{ description: 'Oven', quantity: 1, unitPrice: 100 }];
  const quote = await made(admin, 'quotes', { clientId: client.id, title: 'Ovens', currency: 'EUR', items });
  const visitor = await visitorOf(admin);
  await visitor.go(`/quotes/${quote.id}`);
  await visitor.fills('Title', 'Two ovens');
  await admin.call('PATCH', `/api/v1/quotes/${quote.id}`, { title: 'No ovens', version: quote.version });
  // The page is looked at again, and asks for what is old.
  const asked = visitor.page.waitForResponse((response) => response.url().endsWith(quote.id));
  await visitor.page.clock.fastForward('01:00');
  await visitor.page.evaluate<void>('window.dispatchEvent(new Event("visibilitychange"))');
  await asked;
  await visitor.page.clock.runFor(100);
  expect(await visitor.field('Title').inputValue()).toBe('Two ovens');

  visitor.expects(409, quote.id);
  await visitor.activates('Save');
  await visitor.activates('Load the present state');
  await until(async () => (await visitor.field('Title').inputValue()) === 'No ovens');
  await visitor.fills('Title', 'Three ovens');
  await visitor.activates('Save');
  await visitor.reads(/Quote #\d+ saved/);
  await visitor.page.getByRole('button', { name: 'Save', exact: true, disabled: true }).waitFor();
});

test('a deletion waits while Undo has the focus, and signing out does it', async () => {
  const { admin } = await site.desk.org();
  const [kept, gone] = [
    await made(admin, 'tickets', { subject: 'Kept' }),
    await made(admin, 'tickets', { subject: 'Gone' }),
  ];
  const statusOf = async ({ id }: { id: string }) => (await admin.call('GET', `/api/v1/tickets/${id}`)).status;
  const visitor = await visitorOf(admin);
  await visitor.go(`/tickets/${kept.id}`);
  await visitor.activates('Delete');
  await visitor.sees('Tickets');
  await visitor.reaches(visitor.button('Undo'));
  await visitor.page.clock.fastForward('01:00');
  expect(await statusOf(kept)).toBe(200);
  await visitor.press('Enter');
  await visitor.activates(visitor.link(/Kept/));
  await visitor.sees(/Kept/);

  await visitor.go(`/tickets/${gone.id}`);
  await visitor.activates('Delete');
  await visitor.sees('Tickets');
  const deleted = visitor.page.waitForResponse((response) => response.request().method() === 'DELETE');
  await visitor.picks(/Ada Admin/, 'Sign out');
  expect((await deleted).status()).toBe(204);
  await visitor.sees('Sign in');
});

test('a pick shows at once, and is put back with a word of why when it is refused', async () => {
  const { admin, technician } = await shop(site.desk);
  const ticket = await made(admin.agent, 'tickets', { subject: 'Printer jams' });
  const visitor = await site.visitor({ as: technician.agent });
  await visitor.go('/tickets');
  const row = visitor.page.getByRole('row').filter({ hasText: 'Printer jams' });
  const status = row.getByRole('button', { name: /Status of #/ });
  await status.getByText('Open').waitFor();
  await admin.agent.call('PATCH', `/api/v1/users/${technician.id}`, { role: 'viewer' });
  visitor.expects(403, ticket.id);
  await visitor.picks(status, 'Waiting');
  await visitor.reads('Your role does not allow this.');
  await row.getByText('Open').waitFor();
});

test('a visit is moved to another time and person with the keys, and back with the mouse', async () => {
  const { admin, technician } = await shop(site.desk);
  const scheduledStart = `${new Date().toISOString().slice(0, 10)}T10:00:00Z`;
  const ticket = await made(admin.agent, 'tickets', { subject: 'Printer', scheduledStart, assigneeId: admin.id });
  const now = async () => (await admin.agent.call('GET', `/api/v1/tickets/${ticket.id}`)).body;
  const visitor = await site.visitor({ as: admin.agent });
  await visitor.go('/schedule');
  const visit = visitor.link(/Printer/);
  const before = await visitor.page.locator('[data-cell]').filter({ has: visit }).getAttribute('data-cell');
  await visitor.reaches(visit);
  await visitor.press('Space');
  await visitor.press('ArrowDown');
  await visitor.press('Shift+ArrowDown');
  await visitor.press('Enter');
  await visitor.reads(/^#\d+: .*, Technician \d+\.$/);
  await visitor.isAt(visit);
  expect(await now()).toMatchObject({
    assigneeId: technician.id,
    scheduledStart: scheduledStart.replace('10:00:00Z', '10:15:00.000Z'),
  });
  await visit.dragTo(visitor.page.locator(`[data-cell="${before}"]`));
  await visitor.reads(/^#\d+: .*, Ada Admin\.$/);
  expect(await now()).toMatchObject({ assigneeId: admin.id });
});
