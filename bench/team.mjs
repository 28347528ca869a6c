// What a change of rights costs across two processes, on real servers. Run after `npm run build:api`:
//   script/node bench/team.mjs [rounds and trials, 200]
// 1. Two admins demote or deactivate each other at the same instant, each through another process: an organization must
//    never be without an active admin.
// 2. From a deactivation to the first refused request on the other process, which keeps asking meanwhile: from the commit,
//    as PostgreSQL tells it, and from the answer.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from '../dist/create-app.js';
import { startEmbedded } from '../dist/embedded/index.js';
import { LinkTokens } from '../dist/mail/index.js';
import { migrate } from '../dist/migrate.js';
import { OrgSetup } from '../dist/org-setup.js';
import { Config, readEnvironment } from '../dist/shared/config/config.js';
import { SigningKeys } from '../dist/shared/crypto/crypto.module.js';

const key = Buffer.alloc(32, 7).toString('base64');
const environment = (servers) => ({
  DATABASE_URL: servers.databaseUrl,
  REDIS_URL: servers.redisUrl,
  SMTP_URL: 'smtp://127.0.0.1:9',
  SESSION_KEYS: key,
  ENCRYPTION_KEYS: key,
  LOG_LEVEL: 'fatal',
  RATE_LIMIT_SCALE: '100000',
  ROLE: 'api',
});
const serve = async (env) => {
  const app = await createApp(new Config(readEnvironment(env)));
  await app.listen(0, '127.0.0.1');
  return { app, origin: (await app.getUrl()).replace('[::1]', '127.0.0.1') };
};

if (process.argv[2] === '--second') {
  const { origin } = await serve(JSON.parse(process.argv[3]));
  process.stdout.write(`${origin}\n`);
} else {
  const ROUNDS = Number(process.argv[2] ?? 200);
  const servers = await startEmbedded({ dataDir: '', postgres: true, redis: true, mail: false, ephemeral: true });
  const env = environment(servers);
  await migrate(env.DATABASE_URL);
  const { app, origin: here } = await serve(env);
  const second = spawn(process.execPath, [fileURLToPath(import.meta.url), '--second', JSON.stringify(env)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const there = await new Promise((resolve) => second.stdout.once('data', (line) => resolve(String(line).trim())));
  const db = new pg.Client({ connectionString: env.DATABASE_URL });
  await db.connect();

  const call = async (origin, token, method, path, body) => {
    const response = await fetch(`${origin}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {}, cookie: response.headers.getSetCookie() };
  };
  const redeem = async (token) => {
    const { cookie, body } = await call(here, 'none', 'POST', 'auth/link', { token });
    return { token: /muster_session=([^;]+)/.exec(cookie.join(';'))[1], id: body.user.id };
  };
  let made = 0;
  const org = async () => {
    const slug = `bench-${made++}`;
    const admin = { name: 'Bench', slug, adminName: 'Ada Admin', adminEmail: `ada@${slug}.example` };
    const { link, orgId } = await app.get(OrgSetup).create(admin);
    const ada = await redeem(/#token=(.+)$/.exec(link)[1]);
    const invited = { name: 'Bob Admin', email: `bob@${slug}.example`, role: 'admin' };
    const { body } = await call(here, ada.token, 'POST', 'users', invited);
    const { rows } = await db.query('select id, purpose from links where user_id = $1', [body.id]);
    const bob = await redeem(new LinkTokens(app.get(SigningKeys, { strict: false })).tokenOf(rows[0]));
    return { orgId, ada, bob };
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
    let committedAt = 0;
    const notice = ({ payload }) => {
      if (payload === `user:${bob.id}`) committedAt ||= performance.now();
    };
    db.on('notification', notice);
    await call(here, ada.token, 'POST', `users/${bob.id}/deactivate`);
    over = performance.now();
    await asking;
    db.off('notification', notice);
    sinceCommit.push(Math.max(0, refusedAt - committedAt));
    sinceAnswer.push(Math.max(0, refusedAt - over));
  }
  const figures = (delays) => {
    const sorted = delays.toSorted((a, b) => a - b);
    const at = (share) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1)} ms`;
    return `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`;
  };
  console.log(`deactivated here, refused there, ${ROUNDS} trials: ${figures(sinceCommit)} after the commit;`);
  console.log(`${figures(sinceAnswer)} after the answer; ${late} requests begun after the answer were let through`);
  await db.end();
  second.kill();
  await app.close();
  await servers.stop();
}
