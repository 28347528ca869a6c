import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { made, shop } from '../desk/shop.js';
import { Site } from '../support/browser.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
});
afterEach(() => site.leave());
afterAll(() => site.close());

test('a German browser has German words, dates and numbers; English is one choice away and stays', async () => {
  const desk = await shop(site.desk);
  const entry = { description: 'Repair', amount: 123_456, currency: 'EUR', date: '2026-10-24' };
  await made(desk.admin, 'revenue', entry);
  const visitor = await site.visitor({ as: desk.admin.agent, locale: 'de-DE' });
  const { page } = visitor;
  await visitor.go('/revenue');
  await visitor.sees('Einnahmen');
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  const row = page.getByRole('row').filter({ hasText: 'Repair' });
  await row.getByText('1.234,56\u00a0€').waitFor();
  await row.getByText('24.10.2026').waitFor();
  expect(await visitor.violations()).toEqual([]);

  await visitor.button(/Ada Admin/).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await visitor.sees('Revenue');
  await row.getByText('€1,234.56').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await visitor.sees('Revenue');
  await visitor.press('Escape');
  await visitor.button(/Ada Admin/).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  // Signing out clears what the site keeps, but not what belongs to the device.
  await visitor.sees('Sign in');
  await visitor.button('Deutsch').click();
  await visitor.sees('Anmelden');
});
