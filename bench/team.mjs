// What a change of rights costs across two processes, on real servers. Run after `npm run build:api`:
//   script/node bench/team.mjs [rounds and trials, 200]
// 1. Two admins demote or deactivate each other at the same instant, each through another process: an organization must
//    never be without an active admin.
// 2. From a deactivation to the first refused request on the other process, which keeps asking meanwhile: from the commit,
//    as PostgreSQL tells it, and from the answer.
import pg from 'pg';
import { call, colleague, figures, organization, serve, serveElsewhere, startServers } from './muster.mjs';

const ROUNDS = Number(process.argv[2] ?? 200);
const { env, stop } = await startServers();
const muster = await serve(env);
const here = muster.origin;
const second = await serveElsewhere(env);
const there = second.origin;
const db = new pg.Client({ connectionString: env.DATABASE_URL });
await db.connect();

let made = 0;
const org = async () => {
  const ada = await organization(muster, `bench-${made++}`);
  const invited = { name: 'Bob Admin', email: ada.email.replace('ada', 'bob'), role: 'admin' };
  const bob = await colleague(muster, db, ada, invited);
  return { orgId: ada.orgId, ada, bob };
};

const answers = {};
let without = 0;
for (let round = 0; round < ROUNDS; round++) {
  const { orgId, ada, bob } = await org();
  const act = (origin, by, other, demote) =>
    demote
      ? call(origin, by.token, 'PATCH', `users/${other.id}`, { role: 'viewer' })
      : call(origin, by.token, 'POST', `users/${other.id}/deactivate`);
  const both = await Promise.all([act(here, ada, bob, round % 2 === 0), act(there, bob, ada, round % 4 < 2)]);
  const said = both
    .map(({ status, body }) => `${status} ${body.code ?? ''}`.trim())
    .toSorted()
    .join(' | ');
  answers[said] = (answers[said] ?? 0) + 1;
  const { rows } = await db.query(
    `select count(*)::int as admins from users where org_id = $1 and role = 'admin' and status = 'active'`,
    [orgId],
  );
  if (rows[0].admins === 0) without++;
}
console.log(`${ROUNDS} rounds of two admins against each other, two processes: ${without} without an active admin`);
console.log(answers);

await db.query('listen muster_access');
const sinceCommit = [];
const sinceAnswer = [];
let late = 0;
for (let trial = 0; trial < ROUNDS; trial++) {
  const { ada, bob } = await org();
  await call(there, bob.token, 'GET', 'me');
  let over = false;
  let refusedAt = 0;
  const asking = (async () => {
    while (!refusedAt) {
      const began = performance.now();
      const { status } = await call(there, bob.token, 'GET', 'me');
      if (status === 401) refusedAt = performance.now();
      else if (over && began > over) late++;
    }
  })();
  const committed = new Promise((resolve) => {
    const hear = ({ payload }) => {
      if (payload !== `user:${bob.id}`) return;
      db.off('notification', hear);
      resolve(performance.now());
    };
    db.on('notification', hear);
  });
  await call(here, ada.token, 'POST', `users/${bob.id}/deactivate`);
  over = performance.now();
  await asking;
  sinceCommit.push(Math.max(0, refusedAt - (await committed)));
  sinceAnswer.push(Math.max(0, refusedAt - over));
}
console.log(`deactivated here, refused there, ${ROUNDS} trials: ${figures(sinceCommit)} after the commit;`);
console.log(`${figures(sinceAnswer)} after the answer; ${late} requests begun after the answer were let through`);
await db.end();
second.stop();
await muster.app.close();
await stop();
