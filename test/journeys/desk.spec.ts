import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { shop } from '../desk/shop.js';
import { Site } from '../support/browser.js';
import type { Agent } from '../support/desk.js';

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
  await visitor.button('New ticket').click();
  await visitor.field('Subject').fill('Oven is cold');
  await visitor.button('Create ticket').click();
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
  await visitor.field('Title').fill('Two ovens');
  await admin.call('PATCH', `/api/v1/quotes/${quote.id}`, { title: 'No ovens', version: quote.version });
  // The page is looked at again, and asks for what is old.
  const asked = visitor.page.waitForResponse((response) => response.url().endsWith(quote.id));
  await visitor.page.clock.fastForward('01:00');
  await visitor.page.evaluate<void>('window.dispatchEvent(new Event("visibilitychange"))');
  await asked;
  await visitor.page.clock.runFor(100);
  expect(await visitor.field('Title').inputValue()).toBe('Two ovens');

  visitor.expects(409, quote.id);
  await visitor.button('Save').click();
  await visitor.button('Load the present state').click();
  await visitor.page.waitForFunction('document.querySelector("[data-path=title]").value === "No ovens"');
  await visitor.field('Title').fill('Three ovens');
  await visitor.button('Save').click();
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
  await visitor.button('Delete').click();
  await visitor.sees('Tickets');
  await visitor.button('Undo').focus();
  await visitor.page.clock.fastForward('01:00');
  expect(await statusOf(kept)).toBe(200);
  await visitor.button('Undo').click();
  await visitor.link(/Kept/).click();
  await visitor.sees(/Kept/);

  await visitor.go(`/tickets/${gone.id}`);
  await visitor.button('Delete').click();
  await visitor.sees('Tickets');
  const deleted = visitor.page.waitForResponse((response) => response.request().method() === 'DELETE');
  await visitor.button(/Ada Admin/).click();
  await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
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
  await status.click();
  await visitor.page.getByRole('menuitemradio', { name: 'Waiting' }).click();
  await visitor.reads('Your role does not allow this.');
  await row.getByText('Open').waitFor();
});
