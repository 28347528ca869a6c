import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { made, type Shop, shop } from '../desk/shop.js';
import { PHONE, Site, type Visitor } from '../support/browser.js';
import type { Agent } from '../support/desk.js';
import { until } from '../support/until.js';
import { makePlatform } from '../system-admin/platform.js';

// Half a minute on a quiet machine.
jest.setTimeout(300_000);

let site: Site;
let desk: Shop;
let ids: { '/tickets/:id': string; '/quotes/:id': string };
let looks = 0;

beforeAll(async () => {
  site = await Site.open({ SYSTEM_ADMIN_ORG: 'platform' });
  desk = await shop(site.desk);
  const client = await made(desk.admin, 'clients', { name: 'Straßen- und Tiefbauverwaltungsgesellschaft Nordrhein' });
  const ticket = await made(desk.admin, 'tickets', {
    subject: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft rings twice',
    clientId: client.id,
    assigneeId: desk.technician.id,
    scheduledStart: '2026-11-24T09:00:00Z',
  });
  await made(desk.admin, `tickets/${ticket.id}/comments`, { body: 'On the way' });
  const items = [{ description: 'Oven', quantity: 1, unitPrice: 100 }];
  const quote = await made(desk.admin, 'quotes', { clientId: client.id, title: 'Ovens', currency: 'EUR', items });
  const entry = { description: 'Repair', amount: 123_456, currency: 'EUR', date: '2026-11-24', category: 'Work' };
  await made(desk.admin, 'revenue', entry);
  await made(desk.admin, 'expenses', entry);
  ids = { '/tickets/:id': `/tickets/${ticket.id}`, '/quotes/:id': `/quotes/${quote.id}` };
});
afterEach(() => site.leave());
afterAll(async () => {
  console.log(`${looks} looks at ${pages.length} pages`);
  await site.close();
});

// Read as text: what the table imports is made for the browser.
const table = readFileSync('web/src/app/pages.ts', 'utf8');
const rows = [...table.matchAll(/path: '(.+?)',\s+title: .+?,\s+access: '(.+?)'/g)];
const pages = rows.map(([, path = '', access = '']) => ({ path, access }));

const DESKTOP = { width: 1280, height: 800 };
const ZOOMED = { width: 640, height: 400 };

/** Waits until what the page shows has come. */
async function settled({ page }: Visitor): Promise<void> {
  await page.locator('h1').first().waitFor();
  // Several may be there: the first of them is gone once all are.
  await page
    .locator('[aria-busy=true], .mantine-Skeleton-root, .mantine-Loader-root')
    .first()
    .waitFor({ state: 'detached' });
}

/**
 * Loads each page once, then looks at it in both themes on a desktop and a phone, and at 200% zoom, which is half the width.
 * axe looks once at each theme, and once at each width. Returns what is wrong.
 */
async function tour(as: Agent | undefined, paths: readonly string[]): Promise<string[]> {
  const visitor = await site.visitor(as ? { as } : {});
  const faults: string[] = [];
  for (const path of paths) {
    await visitor.page.setViewportSize(DESKTOP);
    await visitor.page.emulateMedia({ colorScheme: 'light' });
    await visitor.go(path);
    await settled(visitor);
    const look = async (name: string, more: () => Promise<string[]>) => {
      looks++;
      // The page hears of a new width a moment after the window has it.
      await until(async () => (await visitor.overflow()) <= 0, 5).catch(() => undefined);
      const wide = await visitor.overflow();
      const found = [...(wide > 0 ? [`${wide} px too wide`] : []), ...(await more()), ...visitor.faults.splice(0)];
      faults.push(...found.map((fault) => `${path}, ${name}: ${fault}`));
    };
    await look('desktop, light', () => visitor.violations());
    await visitor.page.setViewportSize(ZOOMED);
    await look('200%, light', async () => []);
    await visitor.page.setViewportSize(PHONE);
    await look('phone, light', async () => []);
    await visitor.page.emulateMedia({ colorScheme: 'dark' });
    await settled(visitor);
    await look('phone, dark', () => visitor.violations());
    await visitor.page.setViewportSize(DESKTOP);
    await look('desktop, dark', async () => []);
  }
  return faults;
}

test('every row of the table is read', () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(pages).toHaveLength(table.split("path: '").length - 1);
});

test('signed out', async () => {
  const paths = pages.filter(({ access }) => access === 'public').map(({ path }) => path);
  expect(await tour(undefined, paths)).toEqual([]);
});

test('an admin', async () => {
  const paths = pages
    .filter(({ access }) => access !== 'public' && access !== 'system-admin')
    .map(({ path }) => ids[path as keyof typeof ids] ?? path);
  expect(await tour(desk.admin.agent, [...paths, '/quotes/new', '/nothing-here'])).toEqual([]);
});

test('a system admin', async () => {
  const operator = await makePlatform(site.desk);
  const paths = pages.filter(({ access }) => access === 'system-admin');
  expect(
    await tour(
      operator.agent,
      paths.map(({ path }) => path.replace(':id', desk.orgId)),
    ),
  ).toEqual([]);
});

test.each(['technician', 'viewer'] as const)('a %s, from link to link, and where others may go', async (role) => {
  const visitor = await site.visitor({ as: desk[role].agent });
  await visitor.go('/account');
  await settled(visitor);
  const links = await visitor.page.getByRole('navigation', { name: 'Main' }).getByRole('link').all();
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    looks++;
    await link.click();
    await settled(visitor);
  }
  looks++;
  await visitor.go('/users');
  await visitor.sees('Not for your role');
  expect(await visitor.violations()).toEqual([]);
});
