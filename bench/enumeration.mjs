// Can a stranger tell from the time of an answer whether an address has an account? Two addresses take turns, so that
// whatever else the machine does falls on both. Run after `npm run build:api`:
//   script/node bench/enumeration.mjs [tries per pair, 500]
import { createApp } from '../dist/create-app.js';
import { startEmbedded } from '../dist/embedded/index.js';
import { migrate } from '../dist/migrate.js';
import { OrgSetup } from '../dist/org-setup.js';
import { Config, readEnvironment } from '../dist/shared/config/config.js';

const TRIES = Number(process.argv[2] ?? 500);
const PASSWORD = 'violet tram under snow';

const servers = await startEmbedded({ dataDir: '', postgres: true, redis: true, mail: false, ephemeral: true });
const key = Buffer.alloc(32, 7).toString('base64');
const config = new Config(
  readEnvironment({
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    // Nothing listens there: mails wait in the queue, as they do behind a slow server.
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_KEYS: key,
    ENCRYPTION_KEYS: key,
    LOG_LEVEL: 'fatal',
    RATE_LIMIT_SCALE: '100000',
    ROLE: 'api',
  }),
);
await migrate(config.databaseUrl);
const app = await createApp(config);
await app.listen(0, '127.0.0.1');
const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');

async function call(method, path, body, cookie = '') {
  const began = performance.now();
  const response = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { ms: performance.now() - began, status: response.status, text, headers: response.headers };
}

async function account(email, password) {
  const slug = email.split('@')[1].replaceAll('.', '-');
  const { link } = await app.get(OrgSetup).create({ name: 'Bench', slug, adminName: 'Ada', adminEmail: email });
  const signedIn = await call('POST', 'auth/link', { token: link.split('#token=')[1] });
  const cookie = signedIn.headers.getSetCookie()[0].split(';')[0];
  if (password) await call('PUT', 'me/password', { newPassword: password }, cookie);
  return email;
}

const known = await account('ada@known.example', PASSWORD);
const bare = await account('ada@bare.example');
const unknown = 'ada@unknown.example';

const password = (email) => call('POST', 'auth/password', { email, password: 'wrong wrong wrong' });
const link = (email) => call('POST', 'auth/magic-link', { email });
const signUp = (email) => call('POST', 'auth/sign-up', { orgName: 'Bench', name: 'Ada', email });
const pairs = [
  ['password: unknown address / wrong password', password, unknown, known],
  ['password: unknown address / no password set', password, unknown, bare],
  ['magic link: unknown address / account', link, unknown, known],
  ['sign-up: unknown address / account', signUp, unknown, known],
];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
/** Everything that a client sees but the time of day and the ids of this one request. */
const bytes = ({ status, text, headers }) => {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name));
  const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '='));
  return JSON.stringify([status, text.replace(/"requestId":"[^"]*"/, ''), kept, cookies]);
};

console.log(`${TRIES} interleaved tries a pair, medians in ms\n`);
for (const [name, ask, a, b] of pairs) {
  for (let i = 0; i < 20; i++) await ask(i % 2 ? a : b);
  const times = [[], []];
  const seen = new Set();
  for (let i = 0; i < TRIES; i++) {
    for (const side of i % 2 ? [0, 1] : [1, 0]) {
      const answer = await ask(side ? b : a);
      times[side].push(answer.ms);
      seen.add(bytes(answer));
    }
  }
  const [first, second] = times.map(median);
  const difference = Math.abs(first - second);
  console.log(
    `${name}: ${first.toFixed(2)} / ${second.toFixed(2)}, difference ${difference.toFixed(2)}, ${seen.size} kind of answer`,
  );
}
await app.close();
await servers.stop();
process.exit(0);
