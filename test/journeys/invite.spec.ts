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

async function asksForTheLink(visitor: Visitor, email: string): Promise<void> {
  await visitor.go('/sign-in');
  await visitor.sees('Sign in');
  await visitor.field('Email').fill(email);
  await visitor.button('Email me a magic link').click();
}

const rowOf = (visitor: Visitor, name: string) => visitor.page.getByRole('row').filter({ hasText: name });

test('an admin signs in with the mailed link, invites, and the technician is in with the mailed one', async () => {
  const email = await anOrganization();
  const admin = await site.visitor();
  await asksForTheLink(admin, email);
  await admin.go(await site.mailedLink(email, 'type this code'));
  await admin.sees('Tickets');
  await admin.go('/users');
  await admin.sees('Users');

  await admin.button('Invite User').click();
  await admin.field('Name').fill('Tom Technician');
  await admin.field('Email').fill('tom@invite.example');
  await admin.button('Send Invite').click();
  await admin.reads('Invite on its way to tom@invite.example.');
  await rowOf(admin, 'Tom Technician').getByText('Invited').waitFor();

  const tom = await site.visitor();
  await tom.go(await site.mailedLink('tom@invite.example'));
  await tom.sees('Hello, Tom Technician');
  // The token is in no address that stays.
  expect(tom.page.url()).not.toContain('token');
  await tom.button('Sign in to Acme IT').click();
  await tom.page.getByRole('navigation', { name: 'Main' }).waitFor();

  await admin.go('/users');
  await rowOf(admin, 'Tom Technician').getByText('Magic Link').waitFor();
});

test('the same by keyboard alone', async () => {
  const email = await anOrganization();
  const admin = await site.visitor();
  await admin.go('/sign-in');
  await admin.sees('Sign in');
  await admin.tabTo('Email');
  await admin.type(email);
  await admin.press('Enter');
  await admin.go(await site.mailedLink(email, 'type this code'));
  await admin.sees('Tickets');
  await admin.go('/users');
  await admin.sees('Users');

  await admin.tabTo('Invite User');
  await admin.press('Enter');
  await admin.page.getByRole('dialog').waitFor();
  // The focus is in the first field.
  await admin.type('Käthe Keyboard');
  await admin.tabTo('Email');
  await admin.type('kaethe@keyboard.example');
  await admin.press('Enter');
  await admin.reads('Invite on its way to kaethe@keyboard.example.');

  const kaethe = await site.visitor();
  await kaethe.go(await site.mailedLink('kaethe@keyboard.example'));
  await kaethe.sees('Hello, Käthe Keyboard');
  // The one button has the focus.
  await kaethe.press('Enter');
  await kaethe.page.getByRole('navigation', { name: 'Main' }).waitFor();
});

test('on a phone, nothing is wider than the screen', async () => {
  const email = await anOrganization();
  const admin = await site.visitor({ viewport: PHONE });
  await asksForTheLink(admin, email);
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
