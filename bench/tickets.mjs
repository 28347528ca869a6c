// How PostgreSQL finds a page of tickets by each filter: the statements that the API sends are explained as they were sent, in
// the role that sent them. Run after `npm run build:api`:
//   script/node bench/tickets.mjs [tickets in all, 200000] [organizations that share them, 20]
import { createRequire } from 'node:module';
import pg from 'pg';
import { TENANT_ROLE } from '../dist/shared/tenancy/fence.js';
import { call, organization, percentile, serve, startServers } from './muster.mjs';

const TICKETS = Number(process.argv[2] ?? 200_000);
const ORGS = Number(process.argv[3] ?? 20);

const { env, stop } = await startServers();
const db = new pg.Client({ connectionString: env.DATABASE_URL });
await db.connect();

/** What the API has sent about tickets since it was emptied. */
const sent = [];
// MikroORM's own copy of the driver.
const driver = createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg');
const { query } = driver.Client.prototype;
driver.Client.prototype.query = function (statement, ...rest) {
  if (/from tickets/.test(statement?.text)) sent.push(statement);
  return query.call(this, statement, ...rest);
};

const muster = await serve(env);
const shops = [];
for (let i = 0; i < ORGS; i++) shops.push(await organization(muster, `shop-${i}`));
for (const { orgId, id } of shops) {
  await db.query(`select set_config('app.org_id', $1, false)`, [orgId]);
  await db.query(
    `insert into clients (id, org_id, name, name_key, created_at, updated_at, version)
     select uuidv7(), $1, 'Client ' || i, 'client ' || i, now(), now(), 1 from generate_series(1, 500) i`,
    [orgId],
  );
  await db.query(
    `insert into tickets (id, org_id, number, subject, subject_key, status, priority, client_id, assignee_id,
       scheduled_start, created_by, created_at, updated_at, version)
     select uuidv7(), $1, i, 'Ticket ' || i, 'ticket ' || i,
       (array['open', 'in_progress', 'waiting', 'resolved', 'closed'])[1 + i % 5], (array['low', 'normal', 'high', 'urgent'])[1 + i % 4],
       c.id, case when i % 10 = 0 then null else $2::uuid end,
       case when i % 3 = 0 then now() + (i % 400 - 200) * interval '1 hour' end, $2, now(), now(), 1
     from generate_series(1, $3::int) i left join (select id, row_number() over () as n from clients where org_id = $1) c on c.n = 1 + i % 500`,
    [orgId, id, Math.floor(TICKETS / ORGS)],
  );
}
await db.query('vacuum analyze');

const [shop] = shops;
const [client] = (await db.query('select id from clients where org_id = $1 limit 1', [shop.orgId])).rows;
const day = (from) => new Date(Date.now() + from * 86_400_000).toISOString();
const lists = {
  newest: 'tickets',
  'status=open': 'tickets?status=open',
  'status=open,waiting': 'tickets?status=open&status=waiting',
  'priority=high': 'tickets?priority=high',
  client: `tickets?clientId=${client.id}`,
  assignee: `tickets?assigneeId=${shop.id}`,
  unassigned: 'tickets?unassigned=true',
  'search: a number': 'tickets?search=%2377',
  'search: a word': 'tickets?search=ticket%2099',
  'search: nothing found': 'tickets?search=zebra',
  'a week': `tickets?from=${day(-3)}&to=${day(4)}&limit=50`,
  'a week of an assignee': `tickets?from=${day(-3)}&to=${day(4)}&limit=50&assigneeId=${shop.id}`,
};

const nodes = (plan) => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
async function explain({ text, values }) {
  await db.query('begin');
  await db.query(`set local role ${TENANT_ROLE}`);
  const { rows } = await db.query(`explain (analyze, format json) ${text}`, values);
  await db.query('rollback');
  return nodes(rows[0]['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] === 'tickets');
}

console.log(`${TICKETS} tickets, ${Math.floor(TICKETS / ORGS)} in the organization; 30 requests each\n`);
let scans = 0;
for (const [name, path] of Object.entries(lists)) {
  const times = [];
  for (let i = 0; i < 30; i++) {
    sent.length = 0;
    const { ms, status } = await call(muster.origin, shop.token, 'GET', path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    times.push(ms);
  }
  const [statement, ...more] = [...sent];
  const tickets = await explain(statement);
  scans += tickets.filter((node) => node['Node Type'] === 'Seq Scan').length;
  const how = tickets
    .map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}, ${node['Actual Rows']} rows`)
    .join('; ');
  console.log(
    `${name.padEnd(22)} ${1 + more.length} statement  ${percentile(times, 0.5).toFixed(1).padStart(6)} ms  ${how}`,
  );
}
console.log(`\nsequential scans of tickets: ${scans}`);
await muster.app.close();
await db.end();
await stop();
process.exit(scans > 0 ? 1 : 0);
