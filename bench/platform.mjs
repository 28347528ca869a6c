// What the System Admin panel costs on a large platform, on real servers. Run after `npm run build:api`:
//   script/node bench/platform.mjs [organizations, 10000] [tickets of the one that is deleted, 100000] [sessions, 200]
// 1. The list of organizations, its first page and one in the middle, and how PostgreSQL reads it.
// 2. An organization with many tickets is deleted: how long, and whether the receipt equals the preview.
// 3. An organization with many live sessions is suspended while they ask two processes: what is let through after it.
import pg from 'pg';
import { SystemOrg } from '../dist/shared/access/system-org.js';
import { call, colleague, figures, organization, serve, serveElsewhere, startServers } from './muster.mjs';

const [ORGS = 10_000, TICKETS = 100_000, SESSIONS = 200] = process.argv.slice(2).map(Number);
const servers = await startServers();
const env = { ...servers.env, SYSTEM_ADMIN_ORG: 'platform', ROLE: 'all' };
const muster = await serve(env);
const db = new pg.Client({ connectionString: env.DATABASE_URL });
await db.connect();
const operator = await organization(muster, 'platform');
// What a start does: the organization was made after this one's.
await muster.app.get(SystemOrg, { strict: false }).onModuleInit();
const second = await serveElsewhere(env);
const [here, there] = [muster.origin, second.origin];

await db.query(
  `insert into orgs (id, name, slug, created_at, updated_at, last_activity_at)
   select gen_random_uuid(), 'Bench ' || n, 'many-' || n, now(), now(), now() - n * interval '1 minute'
   from generate_series(1, $1) n`,
  [ORGS],
);
await db.query(
  `insert into users (id, org_id, name, email, email_key, role, status, created_at, updated_at)
   select gen_random_uuid(), o.id, 'User ' || n, 'u' || n || '@' || o.slug || '.example',
     'u' || n || '@' || o.slug || '.example', 'viewer', 'active', now(), now()
   from orgs o, generate_series(1, 20) n where o.slug like 'many-%'`,
);
await db.query('analyze');
const system = (origin, method, path, body) => call(origin, operator.token, method, `system-admin/${path}`, body);
const timed = async (path) => {
  const delays = [];
  let body;
  for (let i = 0; i < 110; i++) {
    const began = performance.now();
    ({ body } = await system(here, 'GET', path));
    if (i >= 10) delays.push(performance.now() - began);
  }
  return { line: figures(delays), body };
};
let cursor = '';
for (let page = 0; page < ORGS / 400; page++) {
  cursor = (await system(here, 'GET', `orgs?limit=200&cursor=${cursor}`)).body.nextCursor ?? '';
}
console.log(`${ORGS} organizations of 20 people; a page of 50:`);
for (const query of ['', `&cursor=${cursor}`, '&status=suspended', '&search=many-9999']) {
  const { line, body } = await timed(`orgs?limit=50${query}`);
  console.log(`  ${query.slice(0, 20) || 'first'}: ${line}; ${body.items.length} rows`);
}
const { rows: plan } = await db.query(
  `explain (analyze, buffers, costs off) select o.id,
     (select count(*) from users u where u.org_id = o.id)::int,
     coalesce((select d.live from desk_counters d where d.org_id = o.id and d.kind = 'ticket'), 0)
   from (select * from orgs where (coalesce(last_activity_at, created_at), id) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
         order by coalesce(last_activity_at, created_at) desc, id desc limit 51) o
   order by coalesce(o.last_activity_at, o.created_at) desc, o.id desc`,
);
console.log(plan.map((row) => `  ${row['QUERY PLAN']}`).join('\n'));

const large = await organization(muster, 'large');
await db.query(
  `insert into tickets (id, org_id, number, subject, subject_key, status, priority, created_at, updated_at)
   select gen_random_uuid(), $1, n, 'Ticket ' || n, 'ticket ' || n, 'open', 'normal', now(), now()
   from generate_series(1, $2) n`,
  [large.orgId, TICKETS],
);
const counted = performance.now();
const { body: preview } = await system(here, 'GET', `orgs/${large.orgId}/deletion`);
console.log(`\n${TICKETS} tickets; the preview takes ${(performance.now() - counted).toFixed(0)} ms`);
const began = performance.now();
const asked = await system(here, 'DELETE', `orgs/${large.orgId}`, { confirmSlug: 'large' });
console.log(`  asked for: ${asked.status} after ${(performance.now() - began).toFixed(0)} ms`);
let deletion = asked.body;
while (deletion.state !== 'done') {
  await new Promise((resolve) => setTimeout(resolve, 100));
  deletion = (await system(there, 'GET', `orgs/${large.orgId}/deletion`)).body;
}
const before = new Map(preview.steps.map(({ name, expected }) => [name, expected]));
const other = deletion.steps.filter(({ name, done }) => before.get(name) !== null && before.get(name) !== done);
console.log(`  gone after ${((performance.now() - began) / 1000).toFixed(1)} s; not as in the preview:`, other);

const crowd = await organization(muster, 'crowd');
const tokens = [];
while (tokens.length < SESSIONS) {
  const invited = { name: 'Bench', email: `p${tokens.length}@crowd.example`, role: 'technician' };
  tokens.push((await colleague(muster, db, crowd, invited)).token);
}
const origins = [here, there];
await Promise.all(tokens.map((token, n) => call(origins[n % 2], token, 'GET', 'me')));
const delays = [];
let late = 0;
for (let trial = 0; trial < 20; trial++) {
  let over = 0;
  const asking = tokens.map(async (token, n) => {
    for (;;) {
      const sent = performance.now();
      const { status } = await call(origins[n % 2], token, 'GET', 'me');
      if (status === 403) return delays.push(over ? Math.max(0, performance.now() - over) : 0);
      if (over && sent > over) late++;
    }
  });
  await system(here, 'POST', `orgs/${crowd.orgId}/suspend`, {});
  over = performance.now();
  await Promise.all(asking);
  await system(there, 'POST', `orgs/${crowd.orgId}/reactivate`);
}
console.log(
  `\n${SESSIONS} clients on two processes, suspended 20 times: ${late} requests begun after the answer were let through;`,
);
console.log(`  from the answer to the last refusal each client waited for: ${figures(delays)}`);
await db.end();
second.stop();
await muster.app.close();
await servers.stop();
