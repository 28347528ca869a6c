import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { MINUTE } from '../../src/shared/time/clock.js';
import { enrol, PASSWORD, person, type Person } from '../auth/people.js';
import { PHONE, Site, type Visitor } from '../support/browser.js';
import { codeIn, tokenIn } from '../support/desk.js';
import { colleague, makePlatform } from '../system-admin/platform.js';

let site: Site;
let operator: Person;
beforeAll(async () => {
  site = await Site.open({ SYSTEM_ADMIN_ORG: 'platform' });
  operator = await makePlatform(site.desk);
  await operator.agent.call('PUT', '/api/v1/me/password', { newPassword: PASSWORD });
});
afterEach(() => site.leave());
afterAll(() => site.close());

const row = (visitor: Visitor, name: string) => visitor.page.getByRole('row', { name: new RegExp(name) });
const dialog = (visitor: Visitor) => visitor.page.getByRole('dialog').last();

/** What axe finds on each page and dialog of a test, by name. */
let found: Record<string, string[]> = {};
const nothing = () => Object.fromEntries(Object.keys(found).map((name) => [name, []]));

test('an organization is created, suspended and reactivated', async () => {
  found = {};
  const visitor = await site.visitor({ as: operator.agent });
  await visitor.go('/');
  await visitor.activates(visitor.link('System Admin'));
  await visitor.sees('System Admin');
  // Nothing is done to the own organization from here.
  await row(visitor, 'Platform').getByText('Your own organization.').waitFor();
  expect(await row(visitor, 'Platform').getByRole('button').count()).toBe(0);
  found['organizations'] = await visitor.violations();

  await visitor.activates(visitor.button('Create Organization').first());
  await visitor.fills('Organization', 'Globex Ltd.');
  expect(await visitor.field('Slug').inputValue()).toBe('globex-ltd');
  await visitor.fills('Name of the first admin', 'Hank Scorpio');
  await visitor.fills('Email of the first admin', 'hank@globex.example');
  found['create'] = await visitor.violationsInBoth();
  await visitor.activates(dialog(visitor).getByRole('button', { name: 'Create' }));
  await visitor.reads('Globex Ltd. created.');

  const hank = site.desk.agent();
  const invite = await site.desk.mailTo('hank@globex.example', '#token=');
  await hank.call('POST', '/api/v1/auth/link', { token: tokenIn(invite.text) });
  const admin = await site.visitor({ as: hank });
  await admin.go('/tickets');
  await admin.sees('Tickets');

  await visitor.activates(row(visitor, 'Globex').getByRole('button', { name: 'Change Plan' }));
  await dialog(visitor).getByRole('combobox', { name: 'Plan' }).waitFor();
  found['plan'] = await visitor.violationsInBoth();
  await visitor.chooses('Plan', 'Starter');
  await visitor.activates(dialog(visitor).getByRole('button', { name: 'Change Plan' }));
  await row(visitor, 'Globex').getByText('Starter').waitFor();

  await visitor.activates(row(visitor, 'Globex').getByRole('button', { name: 'Suspend' }));
  await visitor.fills('Reason', 'Unpaid since May');
  found['suspend'] = await visitor.violationsInBoth();
  await visitor.activates(dialog(visitor).getByRole('button', { name: 'Suspend' }));
  await row(visitor, 'Globex').getByText('Suspended').waitFor();
  admin.expects(403, '/me');
  admin.expects(403, '/tickets');
  await admin.page.reload();
  await admin.sees('Your organization is suspended');

  await visitor.activates(row(visitor, 'Globex').getByRole('button', { name: 'Reactivate' }));
  await row(visitor, 'Globex').getByText('Active').waitFor();
  await admin.page.reload();
  await admin.sees('Tickets');
  expect(found).toEqual(nothing());
});

test('an organization is deleted after a confirmation in place; its receipt stays', async () => {
  found = {};
  const made = { name: 'Globex Ltd.', slug: 'globex-two', adminName: 'Hank', adminEmail: 'hank@globex-two.example' };
  const { body } = await operator.agent.call('POST', '/api/v1/system-admin/orgs', made);
  const id = String(body.id);
  site.desk.advance(16 * MINUTE);
  const visitor = await site.visitor({ as: operator.agent });
  await visitor.go('/system-admin?search=globex-two');
  visitor.expects(403, `/orgs/${id}`);
  visitor.expects(403, '/auth/confirm');
  visitor.expects(404, `/orgs/${id}`);
  await visitor.activates(row(visitor, 'Globex').getByRole('button', { name: 'Delete' }));
  await visitor.reads('audit log');
  const goes = dialog(visitor).getByRole('button', { name: 'Delete for good' });
  await visitor.fills('To go on, type globex-two', 'globex');
  expect(await goes.isDisabled()).toBe(true);
  await visitor.fills('To go on, type globex-two', 'globex-two');
  found['delete'] = await visitor.violationsInBoth();
  await visitor.activates(goes);

  await visitor.sees('Confirm that it is you');
  found['confirm'] = await visitor.violationsInBoth();
  // Esc shuts the question on top and leaves the one below as it was.
  await visitor.press('Escape');
  await visitor.reads('This needs you to confirm that it is you.');
  expect(await visitor.field('To go on, type globex-two').inputValue()).toBe('globex-two');
  await visitor.activates(goes);
  await visitor.fills('Password', 'wrong');
  await visitor.activates('Confirm');
  await visitor.reads('This is not your current password.');
  await visitor.fills('Password', PASSWORD);
  await visitor.activates('Confirm');

  await visitor.sees('Deleted');
  await visitor.reads(/asked for by Olga Operator/);
  found['receipt'] = await visitor.violations();
  expect(found).toEqual(nothing());
});

test('somebody of another organization is acted on; what is asked and said meanwhile is clean in both themes', async () => {
  found = {};
  const acme = await person(site.desk);
  const email = `tom.${acme.email}`;
  await acme.agent.call('POST', '/api/v1/users', { name: 'Tom Technician', email, role: 'technician' });
  site.desk.advance(16 * MINUTE);
  const visitor = await site.visitor({ as: operator.agent });
  visitor.expects(403, '/password');
  await visitor.go(`/system-admin/users?search=${email}`);
  const act = (name: string) => visitor.activates(row(visitor, email).getByRole('button', { name }));
  await act('Edit');
  await dialog(visitor).waitFor();
  found['Edit'] = await visitor.violationsInBoth();
  await visitor.press('Escape');
  await dialog(visitor).waitFor({ state: 'detached' });
  await act('Set Pwd');
  await visitor.fills('New password', PASSWORD);
  found['Set Pwd'] = await visitor.violationsInBoth();
  await visitor.press('Enter');
  await visitor.sees('Confirm that it is you');
  await visitor.fills('Password', PASSWORD);
  await visitor.press('Enter');
  await visitor.reads('Password set for Tom Technician.');
  // These two ask nothing: what was done is said.
  await act('Send Link');
  await visitor.reads(`Link on its way to ${email}`);
  await act('Deactivate');
  await visitor.button('Undo').waitFor();
  found['notices'] = await visitor.violationsInBoth('html');
  expect(found).toEqual(nothing());
});

test('a second factor is reset with a reason and the typed address, confirmed by a mailed code', async () => {
  const acme = await person(site.desk);
  await enrol(site.desk, acme.agent);
  site.desk.advance(16 * MINUTE);
  const visitor = await site.visitor({ as: operator.agent });
  visitor.expects(403, '/mfa');
  await visitor.go(`/system-admin/users?search=${acme.email}`);
  await visitor.activates(row(visitor, acme.email).getByRole('button', { name: 'Reset 2FA' }));
  await visitor.fills('Reason', 'Lost phone, called back');
  await visitor.fills(`To go on, type ${acme.email}`, acme.email);
  const dialogFaults = await visitor.violationsInBoth();
  await visitor.activates('Reset two-factor');
  await visitor.sees('Confirm that it is you');
  await visitor.activates('Use a code by mail');
  // The focus goes along: to the verb, then to the code.
  await visitor.page.locator('button:focus', { hasText: 'Email me a code' }).waitFor();
  await visitor.press('Enter');
  const mail = await site.desk.mailTo(operator.email, 'code');
  await visitor.isAt(visitor.field('Code'));
  await visitor.type(codeIn(mail.text));
  await visitor.activates('Confirm');
  await visitor.reads(/^Two-factor of .* is off/);
  expect(dialogFaults).toEqual([]);
});

test('an organization that never was is looked for once', async () => {
  const visitor = await site.visitor({ as: operator.agent });
  const id = newId();
  visitor.expects(404, `/orgs/${id}`);
  visitor.expects(404, `/orgs/${id}/deletion`);
  await visitor.page.clock.install();
  await visitor.go(`/system-admin/orgs/${id}`);
  await visitor.sees('Page not found');
  const asked: string[] = [];
  visitor.page.on('request', (request) => asked.push(request.url()));
  await visitor.page.clock.runFor(5_000);
  expect(asked.filter((url) => url.includes(id))).toEqual([]);
});

test.each([
  ['', 'System Admin'],
  ['/users', 'System Admin'],
  ['/queues', 'System Admin'],
  ['/audit-log', 'System Admin'],
  ['/orgs/:own', 'Platform'],
])('on a phone in the dark /system-admin%s is whole, and axe finds nothing', async (path, heading) => {
  const visitor = await site.visitor({ as: operator.agent, viewport: PHONE, theme: 'dark' });
  await visitor.go(`/system-admin${path.replace(':own', operator.orgId)}`);
  await visitor.sees(heading);
  expect([await visitor.overflow(), await visitor.violations()]).toEqual([0, []]);
});

test('Bull’s dashboard shows the queues; whoever is no system admin finds neither it nor the panel', async () => {
  const visitor = await site.visitor({ as: operator.agent });
  await visitor.go('/api/v1/system-admin/queues/board/');
  await visitor.page
    .getByRole('link', { name: /calendar/i })
    .first()
    .waitFor();
  const tech = await colleague(site.desk, operator.agent, 'technician', 'tech@platform.example');
  const outside = await site.visitor({ as: tech.agent });
  await outside.go('/system-admin');
  await outside.sees('Not for your role');
  expect(await outside.link('System Admin').count()).toBe(0);
});
