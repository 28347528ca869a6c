// What the benches share: a Muster of the build (`npm run build:api`) on real servers that nobody else uses.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createApp } from '../dist/create-app.js';
import { startEmbedded } from '../dist/embedded/index.js';
import { LinkTokens } from '../dist/mail/index.js';
import { migrate } from '../dist/migrate.js';
import { OrgSetup } from '../dist/org-setup.js';
import { Config, readEnvironment } from '../dist/shared/config/config.js';
import { SigningKeys } from '../dist/shared/crypto/crypto.module.js';

/** PostgreSQL and Redis, migrated, and the environment of a Muster on them. */
export async function startServers() {
  const servers = await startEmbedded({ dataDir: '', postgres: true, redis: true, mail: false, ephemeral: true });
  const key = Buffer.alloc(32, 7).toString('base64');
  const env = {
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    // Nothing listens there: mails wait in the queue, as they do behind a slow server.
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_KEYS: key,
    ENCRYPTION_KEYS: key,
    LOG_LEVEL: 'fatal',
    RATE_LIMIT_SCALE: '100000',
    ROLE: 'api',
  };
  await migrate(env.DATABASE_URL);
  return { env, stop: () => servers.stop() };
}

/** One process of it, listening. */
export async function serve(env) {
  const app = await createApp(new Config(readEnvironment(env)));
  await app.listen(0, '127.0.0.1');
  return { app, origin: (await app.getUrl()).replace('[::1]', '127.0.0.1') };
}

/** Another process of it on the same servers: where it listens, and how it is ended. */
export async function serveElsewhere(env) {
  const second = spawn(process.execPath, [fileURLToPath(new URL('second.mjs', import.meta.url)), JSON.stringify(env)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve) => second.stdout.once('data', (line) => resolve(String(line).trim())));
  return { origin, stop: () => second.kill() };
}

/** Calls the API as whoever a session's token belongs to; without one, as a stranger. */
export async function call(origin, token, method, path, body) {
  const began = performance.now();
  const response = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const ms = performance.now() - began;
  return { ms, status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : {} };
}

/** The session's token and the person's id behind a mailed link. */
export async function redeem(origin, token) {
  const { headers, body } = await call(origin, undefined, 'POST', 'auth/link', { token });
  return { token: /muster_session=([^;]+)/.exec(headers.getSetCookie().join(';'))[1], id: body.user.id };
}

/** A new organization and its admin, signed in. */
export async function organization({ app, origin }, slug, email = `ada@${slug}.example`) {
  const { link, orgId } = await app
    .get(OrgSetup)
    .create({ name: 'Bench', slug, adminName: 'Ada Admin', adminEmail: email });
  return { orgId, email, ...(await redeem(origin, link.split('#token=')[1])) };
}

/** Somebody whom `admin` invites, signed in; `db` is the owner's connection. */
export async function colleague({ app, origin }, db, admin, invited) {
  const { body } = await call(origin, admin.token, 'POST', 'users', invited);
  const { rows } = await db.query('select id, purpose from links where user_id = $1', [body.id]);
  return redeem(origin, new LinkTokens(app.get(SigningKeys, { strict: false })).tokenOf(rows[0]));
}

/** Milliseconds as a line to read. */
export function figures(delays) {
  const at = (share) => `${percentile(delays, share).toFixed(1)} ms`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`;
}

export const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
