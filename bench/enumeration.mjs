// Can a stranger tell from the time of an answer whether an address has an account? Two addresses take turns, so that
// whatever else the machine does falls on both. Run after `npm run build:api`:
//   script/node bench/enumeration.mjs [tries per pair, 500]
import { call as ask, organization, percentile, serve, startServers } from './muster.mjs';

const TRIES = Number(process.argv[2] ?? 500);
const PASSWORD = 'violet tram under snow';

const { env, stop } = await startServers();
const muster = await serve(env);
const call = (path, body) => ask(muster.origin, undefined, 'POST', path, body);

async function account(email, password) {
  const { token } = await organization(muster, email.split('@')[1].replaceAll('.', '-'), email);
  if (password) await ask(muster.origin, token, 'PUT', 'me/password', { newPassword: password });
  return email;
}

const known = await account('ada@known.example', PASSWORD);
const bare = await account('ada@bare.example');
const unknown = 'ada@unknown.example';

const password = (email) => call('auth/password', { email, password: 'wrong wrong wrong' });
const link = (email) => call('auth/magic-link', { email });
const signUp = (email) => call('auth/sign-up', { orgName: 'Bench', name: 'Ada', email });
const pairs = [
  ['password: unknown address / wrong password', password, unknown, known],
  ['password: unknown address / no password set', password, unknown, bare],
  ['magic link: unknown address / account', link, unknown, known],
  ['sign-up: unknown address / account', signUp, unknown, known],
];

/** Everything that a client sees but the time of day and the ids of this one request. */
const bytes = ({ status, text, headers }) => {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name));
  const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '='));
  return JSON.stringify([status, text.replace(/"requestId":"[^"]*"/, ''), kept, cookies]);
};

console.log(`${TRIES} interleaved tries a pair, medians in ms\n`);
for (const [name, send, a, b] of pairs) {
  for (let i = 0; i < 20; i++) await send(i % 2 ? a : b);
  const times = [[], []];
  const seen = new Set();
  for (let i = 0; i < TRIES; i++) {
    for (const side of i % 2 ? [0, 1] : [1, 0]) {
      const answer = await send(side ? b : a);
      times[side].push(answer.ms);
      seen.add(bytes(answer));
    }
  }
  const [first, second] = times.map((each) => percentile(each, 0.5));
  const difference = Math.abs(first - second);
  console.log(
    `${name}: ${first.toFixed(2)} / ${second.toFixed(2)}, difference ${difference.toFixed(2)}, ${seen.size} kind of answer`,
  );
}
await muster.app.close();
await stop();
process.exit(0);
