// What is left of the program while a crowd signs in by password, and what a sign-in costs beside its hash. The client is a
// thread of its own on the same cores, so only the ratios of one run say something. Run after `npm run build:api`:
//   script/node bench/sign-in-load.mjs [seconds per measurement, 5]
import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const CROWD = 16;
const READERS = 8;
const PASSWORD = 'violet tram under snow';

if (isMainThread) await measure(Number(process.argv[2] ?? 5));
else await drive(workerData);

async function measure(seconds) {
  // Here, for the client's thread needs none of it.
  const { call, organization, serve, startServers } = await import('./muster.mjs');
  const { PasswordHasher } = await import('../dist/users/index.js');

  const { env, stop } = await startServers();
  const muster = await serve(env);
  const { app, origin } = muster;
  const people = [];
  for (let i = 0; i < CROWD; i++) {
    const { email, token } = await organization(muster, `load-${i}`);
    await call(origin, token, 'PUT', 'me/password', { newPassword: PASSWORD });
    people.push({ email, token });
  }

  const load = (kind) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { kind, origin, people, seconds } });
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  const hashing = async () => {
    const hasher = app.get(PasswordHasher, { strict: false });
    const stored = await hasher.hash(PASSWORD);
    const until = performance.now() + seconds * 1000;
    let count = 0;
    await Promise.all(
      Array.from({ length: CROWD }, async () => {
        while (performance.now() < until) {
          await hasher.verify(stored, PASSWORD);
          count++;
        }
      }),
    );
    return count / seconds;
  };

  await load('me');
  const quiet = await load('me');
  const hashes = await hashing();
  const signIns = await load('password');
  const [crowded, meanwhile] = await Promise.all([load('me'), load('password')]);
  const row = (name, value, more = '') => console.log(`${name.padEnd(44)} ${value.toFixed(0).padStart(7)}/s  ${more}`);
  row(`GET /me, ${READERS} clients`, quiet.rate);
  row(`GET /me while ${CROWD} clients sign in`, crowded.rate, `${(crowded.rate / quiet.rate).toFixed(2)} of quiet`);
  row('  those sign-ins', meanwhile.rate);
  row(`hashes alone, ${CROWD} at a time asked for`, hashes);
  row(`POST /auth/password, ${CROWD} clients`, signIns.rate, `${(signIns.rate / hashes).toFixed(2)} of hashing`);
  const wrong = [quiet, signIns, crowded, meanwhile].reduce((sum, { wrong: each }) => sum + each, 0);
  console.log(`answers other than 200: ${wrong}`);
  await app.close();
  await stop();
  process.exit(wrong > 0 ? 1 : 0);
}

async function drive({ kind, origin, people, seconds }) {
  const clients = kind === 'me' ? READERS : CROWD;
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const until = performance.now() + seconds * 1000;
  let count = 0;
  let wrong = 0;
  const one = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const sent = request(`${origin}/api/v1/${path}`, { method, headers, agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  await Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const { email, token } = people[i % people.length];
      while (performance.now() < until) {
        const status =
          kind === 'me'
            ? await one('GET', 'me', { authorization: `Bearer ${token}` })
            : await one(
                'POST',
                'auth/password',
                { 'content-type': 'application/json' },
                JSON.stringify({ email, password: PASSWORD }),
              );
        if (status === 200) count++;
        else wrong++;
      }
    }),
  );
  parentPort.postMessage({ rate: count / seconds, wrong });
}
