import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { shop } from '../desk/shop.js';
import { PHONE, Site } from '../support/browser.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterEach(() => site.leave());
afterAll(() => site.close());

test('the keyboard alone leads to any page, begins a ticket, and searches; what opened a dialog has the focus back', async () => {
  const { admin } = await site.desk.org();
  const visitor = await site.visitor({ as: admin });
  const { page } = visitor;
  await visitor.go('/tickets');
  await visitor.sees('Tickets');
  await page.getByRole('button', { name: 'Search and commands' }).focus();
  await visitor.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search and commands' });
  await field.waitFor();
  expect(await visitor.violations()).toEqual([]);
  await visitor.press('Escape');
  await field.waitFor({ state: 'detached' });
  await page.locator('button:focus', { hasText: 'Search and commands' }).waitFor();

  await visitor.press('Enter');
  await visitor.type('new tick');
  await page.getByRole('option', { name: 'New ticket', selected: true }).waitFor();
  await visitor.press('Enter');
  await page.getByRole('dialog', { name: 'New ticket' }).waitFor();
  expect(page.url()).not.toContain('new=');
  // Keys belong to the dialog while it is open.
  await visitor.press('Control+k');
  expect(await field.count()).toBe(0);
  await visitor.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await visitor.press('g');
  await visitor.press('u');
  await visitor.sees('Users');
  await visitor.press('Control+k');
  await field.waitFor();
  await visitor.type('Ada');
  await visitor.press('ArrowUp');
  await page.getByRole('option', { name: 'Search Users for “Ada”', selected: true }).waitFor();
  await visitor.press('Enter');
  await page.waitForURL('**/users?search=Ada');
});

test('? lists the shortcuts, and those without Ctrl can be turned off', async () => {
  const { admin } = await site.desk.org();
  const visitor = await site.visitor({ as: admin, theme: 'dark' });
  const { page } = visitor;
  await visitor.go('/clients');
  await visitor.sees('Clients');
  const search = page.getByRole('searchbox');
  // Typed into a field it is a letter.
  await search.focus();
  await visitor.type('?');
  await page.waitForURL('**/clients?search=*');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await search.fill('');
  await search.blur();
  await visitor.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByText('Go to Revenue').waitFor();
  expect(await visitor.violations()).toEqual([]);
  await visitor.ticks(dialog.getByRole('switch', { name: /Shortcuts without Ctrl/ }));
  await visitor.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await visitor.press('?');
  await visitor.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).waitFor();
  expect(await dialog.count()).toBe(0);
});

test('a viewer on a phone finds what a viewer may do, and nothing else', async () => {
  const { viewer } = await shop(site.desk);
  const visitor = await site.visitor({ as: viewer.agent, viewport: PHONE });
  await visitor.go('/tickets');
  await visitor.sees('Tickets');
  await visitor.button('Open menu').click();
  await visitor.button('Search and commands').click();
  await visitor.page.getByRole('option', { name: 'Schedule' }).waitFor();
  expect(await visitor.overflow()).toBe(0);
  const names = await visitor.page.getByRole('option').allTextContents();
  expect(names.filter((name) => /New|Invite|Users|Audit|System/.test(name))).toEqual([]);
});
