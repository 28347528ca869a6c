import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { PHONE, Site, type Visitor } from '../support/browser.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterEach(() => site.leave());
afterAll(() => site.close());

/** An organization whose admin has signed in before, by the mailed invite. */
async function anOrganization(): Promise<string> {
  return (await site.desk.org()).email;
}

const rowOf = (visitor: Visitor, name: string) => visitor.page.getByRole('row').filter({ hasText: name });

test('an admin signs in with the mailed link, invites, and the technician is in with the mailed one', async () => {
  const email = await anOrganization();
  const admin = await site.visitor();
  await admin.go('/sign-in');
  await admin.sees('Sign in');
  await admin.fills('Email', email);
  await admin.press('Enter');
  await admin.go(await site.mailedLink(email, 'type this code'));
  await admin.sees('Tickets');
  await admin.activates(admin.link('Users'));
  await admin.sees('Users');

  await admin.activates('Invite User');
  await admin.page.getByRole('dialog').waitFor();
  // The focus is in the first field.
  await admin.type('Käthe Keyboard');
  await admin.fills('Email', 'kaethe@invite.example');
  await admin.press('Enter');
  await admin.reads('Invite on its way to kaethe@invite.example.');
  await rowOf(admin, 'Käthe Keyboard').getByText('Invited').waitFor();

  const kaethe = await site.visitor();
  await kaethe.go(await site.mailedLink('kaethe@invite.example'));
  await kaethe.sees('Hello, Käthe Keyboard');
  // The token is in no address that stays.
  expect(kaethe.page.url()).not.toContain('token');
  // The one button has the focus.
  await kaethe.press('Enter');
  await kaethe.page.getByRole('navigation', { name: 'Main' }).waitFor();

  await admin.go('/users');
  await rowOf(admin, 'Käthe Keyboard').getByText('Magic Link').waitFor();
});

test('on a phone, nothing is wider than the screen', async () => {
  const email = await anOrganization();
  const admin = await site.visitor({ viewport: PHONE });
  await admin.go('/sign-in');
  await admin.sees('Sign in');
  await admin.field('Email').fill(email);
  await admin.button('Email me a magic link').tap();
  expect(await admin.overflow()).toBe(0);
  await admin.go(await site.mailedLink(email, 'type this code'));
  await admin.sees('Tickets');
  await admin.go('/users');
  await admin.sees('Users');
  expect(await admin.overflow()).toBe(0);

  await admin.button('Invite User').tap();
  await admin.field('Name').fill('Paul Phone');
  await admin.field('Email').fill('paul@phone.example');
  await admin.button('Send Invite').tap();
  await admin.reads('Invite on its way to paul@phone.example.');
  expect(await admin.overflow()).toBe(0);
  await site.mailedLink('paul@phone.example');

  await admin.button('Open menu').tap();
  await admin.page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Users' }).waitFor();
});
