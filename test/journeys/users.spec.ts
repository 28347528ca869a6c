import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { PASSWORD, person } from '../auth/people.js';
import { PHONE, Site, type Visitor } from '../support/browser.js';
import { until } from '../support/until.js';
import { colleague } from '../users/colleagues.js';

const NEW = 'amber canoe by moonlight';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterEach(() => site.leave());
afterAll(() => site.close());

const rowOf = (visitor: Visitor, name: string) => visitor.page.getByRole('row').filter({ hasText: name });
const dialogOf = (visitor: Visitor) => visitor.page.getByRole('dialog');
const inRow = (visitor: Visitor, name: string, button: string) =>
  visitor.activates(rowOf(visitor, name).getByRole('button', { name: button, exact: true }));
const inDialog = (visitor: Visitor, button: string) =>
  visitor.activates(dialogOf(visitor).getByRole('button', { name: button, exact: true }));
const guide = (visitor: Visitor) => visitor.page.getByRole('region', { name: 'Setup guide' });

async function signsIn(visitor: Visitor, email: string, password: string): Promise<void> {
  if (!(await visitor.field('Password').isVisible())) await visitor.activates('Use a password instead');
  await visitor.fills('Email', email);
  await visitor.fills('Password', password);
  await visitor.press('Enter');
}

test('invited, accepted, edited, given a password that must be changed, deactivated with a hand-over, back again', async () => {
  const ada = await person(site.desk);
  const admin = await site.visitor({ as: ada.agent });
  await admin.go('/users');
  await admin.sees('Users');
  await admin.activates('Invite User');
  await admin.fills('Name', 'Tom Technician');
  await admin.fills('Email', 'tom@life.example');
  expect(await admin.violationsInBoth()).toEqual([]);
  await admin.activates('Send Invite');
  await admin.reads('Invite on its way to tom@life.example.');
  // The invite is not found: another link. Its button is busy for a moment, and has the focus all the same.
  await inRow(admin, 'Tom Technician', 'Send Link');
  await site.mailedLink('tom@life.example', '24 hours');
  await admin.isAt(rowOf(admin, 'Tom Technician').getByRole('button', { name: 'Send Link' }));

  const tom = await site.visitor();
  await tom.go(await site.mailedLink('tom@life.example'));
  await tom.activates('Sign in to Acme IT');
  await tom.sees('Tickets');

  await inRow(admin, 'Tom Technician', 'Edit');
  await admin.chooses('Role', 'Viewer');
  expect(await admin.violationsInBoth()).toEqual([]);
  await inDialog(admin, 'Save');
  await admin.reads('Tom Technician saved.');
  await rowOf(admin, 'Tom Technician').getByText('Viewer').waitFor();
  await inRow(admin, 'Tom Technician', 'Edit');
  await admin.chooses('Role', 'Technician');
  await inDialog(admin, 'Save');
  await rowOf(admin, 'Tom Technician').getByText('Technician', { exact: true }).waitFor();

  await inRow(admin, 'Tom Technician', 'Set Pwd');
  await dialogOf(admin)
    .getByRole('checkbox', { name: /new password at the next sign-in/, checked: true })
    .waitFor();
  await admin.fills('New password', PASSWORD);
  expect(await admin.violationsInBoth()).toEqual([]);
  await inDialog(admin, 'Set Pwd');
  await admin.reads('Password set for Tom Technician.');

  // Out at once; the password opens the door to one page only.
  tom.expects(401, '/api/v1/me');
  await tom.go('/sign-in');
  await tom.sees('Sign in');
  await signsIn(tom, 'tom@life.example', PASSWORD);
  await tom.reads('An admin set your password. Choose one of your own to go on.');
  await tom.fills('Current password', PASSWORD);
  await tom.fills('New password', NEW);
  await tom.fills('New password again', NEW);
  await tom.activates('Change password');
  await tom.reads('Password changed. Other sessions ended.');
  await tom.go('/tickets');
  await tom.sees('Tickets');

  const items = (await ada.agent.call('GET', '/api/v1/users?search=tom@life.example')).body.items ?? [];
  const ticket = { subject: 'Printer on fire', assigneeId: items[0]?.id };
  const { number } = (await ada.agent.call('POST', '/api/v1/tickets', ticket)).body;
  await inRow(admin, 'Tom Technician', 'Deactivate');
  await admin.reads('1 open ticket');
  await admin.reads(/^Signed in on 1 device/);
  await admin.chooses('Hand open tickets to', 'Ada Admin');
  expect(await admin.violationsInBoth()).toEqual([]);
  await inDialog(admin, 'Deactivate');
  await admin.reads('Tom Technician is deactivated, and 1 ticket is now Ada Admin’s.');
  const handed = (await ada.agent.call('GET', `/api/v1/tickets?search=${String(number)}`)).body.items;
  expect(handed).toMatchObject([{ assigneeId: ada.id }]);

  tom.expects(401, '/api/v1/tickets');
  tom.expects(401, '/api/v1/me');
  tom.expects(403, '/auth/password');
  await tom.page.reload();
  await tom.sees('Sign in');
  await signsIn(tom, 'tom@life.example', NEW);
  await tom.reads('This account is deactivated. An admin can reactivate it.');
  await inRow(admin, 'Tom Technician', 'Reactivate');
  await admin.reads('Tom Technician is active again.');
  await tom.activates('Sign in');
  await tom.sees('Tickets');
});

test('tickets that cannot be handed over are asked for again, of somebody who is out already', async () => {
  const ada = await person(site.desk);
  const [tom, eve] = [
    await colleague(site.desk, ada, 'technician', 'Tom Technician'),
    await colleague(site.desk, ada, 'technician', 'Eve Elsewhere'),
  ];
  await ada.agent.call('POST', '/api/v1/tickets', { subject: 'Printer', assigneeId: tom.id });
  const admin = await site.visitor({ as: ada.agent, viewport: PHONE });
  await admin.go('/users');
  await admin.sees('Users');
  await inRow(admin, 'Tom Technician', 'Deactivate');
  await admin.chooses('Hand open tickets to', 'Eve Elsewhere');
  expect(await admin.overflow()).toBe(0);
  await ada.agent.call('POST', `/api/v1/users/${eve.id}/deactivate`);
  admin.expects(422, '/tickets/hand-over');
  await inDialog(admin, 'Deactivate');
  await admin.reads(/^Tom Technician is deactivated, but the tickets/);
  await admin.chooses('Hand open tickets to', 'Nobody: they become unassigned');
  await inDialog(admin, 'Hand over');
  await admin.reads('Tom Technician is deactivated, and 1 ticket is unassigned.');
  expect((await ada.agent.call('GET', '/api/v1/tickets?unassigned=true')).body.items).toHaveLength(1);
});

test('a photo is cropped, shown everywhere, and taken off again; what is none is refused in words', async () => {
  const ada = await person(site.desk);
  const visitor = await site.visitor({ as: ada.agent });
  await visitor.go('/account');
  await visitor.sees('Profile');
  const input = visitor.page.locator('input[type=file]');
  await input.setInputFiles({ name: 'me.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await visitor.reads(/^This is no picture/);
  const picture = { create: { width: 640, height: 480, channels: 3 as const, background: '#446688' } };
  const buffer = await sharp(picture).png().toBuffer();
  await input.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await visitor.page.getByRole('dialog', { name: 'Your photo' }).waitFor();
  const part = visitor.page.getByRole('group', { name: /^Part of the picture/ });
  await visitor.reaches(part);
  await visitor.press('ArrowRight');
  await visitor.reaches(visitor.page.getByRole('slider', { name: 'Zoom' }));
  await visitor.press('ArrowRight');
  expect(await visitor.violationsInBoth()).toEqual([]);
  await visitor.activates('Save photo');
  await visitor.reads('Photo saved.');
  const shown = visitor.page.locator('img[src*="/avatar/"]');
  await shown.nth(1).waitFor();
  await until(() => visitor.page.evaluate(`document.querySelector('img[src*="/avatar/"]').naturalWidth > 0`));
  await visitor.activates('Remove photo');
  await visitor.reads('Photo removed.');
  expect(await shown.count()).toBe(0);
  await visitor.isAt(visitor.button('Upload a photo'));
});

test('the tour begins by itself, goes on on the phone, is skipped there, and can be had again', async () => {
  const ada = await person(site.desk);
  const [desktop, phone] = [
    await site.visitor({ as: ada.agent }),
    await site.visitor({ as: ada.agent, viewport: PHONE }),
  ];
  await desktop.go('/');
  await guide(desktop).getByText('Invite someone').waitFor();
  // What the step is about is lit up, said, and put out by Escape.
  await desktop.activates(guide(desktop).getByRole('link', { name: 'Show me' }));
  await desktop.page.getByRole('dialog', { name: 'Invite someone' }).waitFor();
  expect(new URL(desktop.page.url()).pathname).toBe('/users');
  await desktop.isAt(desktop.button('Understood'));
  expect(await desktop.violationsInBoth()).toEqual([]);
  await desktop.press('Escape');
  await desktop.page.getByRole('dialog').waitFor({ state: 'detached' });
  // A tick is a fact: somebody is invited, and the step says so without a click of its own.
  await desktop.activates('Invite User');
  await desktop.fills('Name', 'Vera Viewer');
  await desktop.fills('Email', 'vera@tour.example');
  await desktop.activates('Send Invite');
  await guide(desktop).getByText('Done').waitFor();
  await desktop.activates(guide(desktop).getByRole('button', { name: 'Next' }));
  await guide(desktop).getByText('Set up two-factor').waitFor();

  await phone.go('/');
  await guide(phone).getByText('Set up two-factor').waitFor();
  expect(await phone.overflow()).toBe(0);
  await guide(phone).getByRole('link', { name: 'Show me' }).tap();
  await phone.page.getByRole('dialog', { name: 'Set up two-factor' }).waitFor();
  // What is lit up works: the tour makes way.
  await phone.button('Turn on').tap();
  await phone.page.getByRole('dialog', { name: 'Turn on two-factor authentication' }).waitFor();
  await phone.press('Escape');
  await guide(phone).getByRole('button', { name: 'Skip' }).tap();
  await guide(phone).waitFor({ state: 'detached' });

  await desktop.go('/account/setup-guide');
  await desktop.sees('Setup guide');
  expect(await guide(desktop).count()).toBe(0);
  expect(await desktop.page.getByRole('listitem').filter({ hasText: 'Done' }).allTextContents()).toHaveLength(1);
  expect(await desktop.violationsInBoth('body')).toEqual([]);
  await desktop.activates('Start the tour again');
  await guide(desktop).getByText('Invite someone').waitFor();
});

test('many are invited at once: every bad line is marked before, every refused one named after, and an invite is revoked', async () => {
  const ada = await person(site.desk);
  const admin = await site.visitor({ as: ada.agent });
  await admin.go('/users');
  await admin.sees('Users');
  await admin.activates('Invite many');
  const lines = [
    'Name;Email;Role',
    'Öse Ångström;ose@bulk.example;viewer',
    'Twice;OSE@bulk.example;viewer',
    'Nobody;not an address;viewer',
    'Boss;boss@bulk.example;chief',
    ';nameless@bulk.example;viewer',
    `Ada Again;${ada.email};admin`,
  ];
  await admin.fills('People', lines.join('\n'));
  const preview = admin.page.getByRole('list', { name: 'What will be sent' });
  expect(await preview.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/^3Twice.*in an earlier line/),
    expect.stringMatching(/^4Nobody.*no email address/),
    expect.stringMatching(/^5Boss.*none of admin, technician, viewer/),
    expect.stringMatching(/^6–.*No name/),
    expect.stringMatching(/^2Öse Ångström · ose@bulk\.example · Viewer$/),
    expect.stringMatching(/^7Ada Again/),
  ]);
  expect(await admin.violationsInBoth()).toEqual([]);
  await inDialog(admin, 'Send 2 invites');
  const result = admin.page.getByRole('list', { name: 'What became of each line' });
  await result.waitFor();
  expect(await result.getByRole('listitem').allTextContents()).toEqual([
    `${ada.email}This address has an account already.`,
    'ose@bulk.example',
  ]);
  await admin.activates(dialogOf(admin).getByRole('button', { name: 'Close' }).last());
  await site.mailedLink('ose@bulk.example');

  await admin.picks('More for Öse Ångström', 'Revoke invite');
  await inDialog(admin, 'Revoke invite');
  await admin.reads('Invite of Öse Ångström revoked.');
  await rowOf(admin, 'Öse Ångström').waitFor({ state: 'detached' });
  // Not at the top of the page again, but at the row that is next.
  await rowOf(admin, 'Ada Admin').locator(':focus').waitFor();
});
