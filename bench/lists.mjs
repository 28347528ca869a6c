// What a list of the web costs whoever pages through it to its end, in a real browser. Run after `npm run build`:
//   script/node bench/lists.mjs [tickets, 10000]
import pg from 'pg';
import { chromium } from 'playwright-core';
import { browserPath } from '../test/support/browser-path.ts';
import { figures, organization, percentile, serve, startServers } from './muster.mjs';

const TICKETS = Number(process.argv[2] ?? 10_000);

const { env, stop } = await startServers();
const db = new pg.Client({ connectionString: env.DATABASE_URL });
await db.connect();
const muster = await serve(env);
const { orgId, id, token } = await organization(muster, 'shop');
await db.query(`select set_config('app.org_id', $1, false)`, [orgId]);
await db.query(
  `insert into tickets (id, org_id, number, subject, subject_key, status, priority, assignee_id, created_by, created_at, updated_at, version)
   select uuidv7(), $1, i, 'Ticket ' || i, 'ticket ' || i,
     (array['open', 'in_progress', 'waiting', 'resolved', 'closed'])[1 + i % 5], (array['low', 'normal', 'high', 'urgent'])[1 + i % 4],
     $2, $2, now(), now(), 1 from generate_series(1, $3::int) i`,
  [orgId, id, TICKETS],
);
await db.query('vacuum analyze tickets');

const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1350, height: 900 } });
await context.addCookies([{ name: 'muster_session', value: token, url: muster.origin }]);
const page = await context.newPage();
const browserCalls = await context.newCDPSession(page);
let asked = 0;
page.on('request', (request) => {
  if (new URL(request.url()).pathname === '/api/v1/tickets') asked++;
});

await page.goto(`${muster.origin}/tickets`);
await page.getByRole('link', { name: `#${TICKETS}` }).waitFor();
// In the page, so that the wire to the browser is no part of it: from the click to the frame that shows its rows.
const more = () =>
  page.evaluate(async () => {
    const button = [...document.querySelectorAll('main button')].find((one) => one.textContent === 'Show more');
    if (!button) return null;
    const last = () => document.querySelector('tbody tr:last-child').textContent;
    const before = last();
    const began = performance.now();
    button.click();
    while (last() === before) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
const began = performance.now();
const clicks = [];
for (let ms = await more(); ms !== null; ms = await more()) clicks.push(ms);
console.log(`to the last of ${TICKETS} tickets: ${clicks.length} pages, ${Math.round(performance.now() - began)} ms`);
console.log(`  a page, the first ten: ${figures(clicks.slice(0, 10))}`);
console.log(`  a page, the last ten:  ${figures(clicks.slice(-10))}`);

await browserCalls.send('HeapProfiler.collectGarbage');
const { usedSize } = await browserCalls.send('Runtime.getHeapUsage');
const elements = await page.evaluate(() => document.querySelectorAll('*').length);
console.log(`there: ${elements} elements, ${Math.round(usedSize / 1e6)} MB of JavaScript's heap`);

const frames = await page.evaluate(async () => {
  const intervals = [];
  let at = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 300; i++) {
    window.scrollBy(0, i < 150 ? -200 : 200);
    const now = await new Promise(requestAnimationFrame);
    intervals.push(now - at);
    at = now;
  }
  return intervals;
});
const late = frames.filter((ms) => ms > 50).length;
console.log(`300 frames of scrolling: ${figures(frames)}; ${late} of them later than 50 ms`);

const reaction = [];
const refetches = [];
for (let i = 0; i < 5; i++) {
  const pick = page.getByRole('button', { name: /^Status of #/ }).nth(-1 - i);
  await pick.click();
  const choice = page.getByRole('menuitemradio', { checked: false }).first();
  await choice.waitFor();
  const before = asked;
  const chosen = performance.now();
  await choice.click();
  await choice.waitFor({ state: 'detached' });
  reaction.push(performance.now() - chosen);
  // Until it has been quiet for a second.
  for (let seen = -1; seen !== asked; await page.waitForTimeout(1000)) seen = asked;
  refetches.push(asked - before);
}
console.log(
  `a changed status: the list asked ${percentile(refetches, 0.5)} times after it; ${percentile(reaction, 0.5).toFixed(0)} ms until its menu is gone`,
);

await browser.close();
await db.end();
await muster.app.close();
await stop();
process.exit(0);
