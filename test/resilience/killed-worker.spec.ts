import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { person, type Person } from '../auth/people.js';
import { SmtpSink } from '../mail/smtp-sink.js';
import { asOwner } from '../system-admin/traces.js';
import { Desk } from '../support/desk.js';
import { Program } from '../support/program.js';
import { until } from '../support/until.js';
import { Wire } from './wire.js';

const INVITES = 200;
/** Mails that a worker has in hand at once: that many may have left without its note of it when it is killed. */
const IN_HAND = 10;
/** Seconds that the mails may take on a slow machine. */
const PATIENCE = 90;

let desk: Desk;
let sink: SmtpSink;
let ada: Person;
/** Everything that the mail server took, one address each, in order. */
const taken: string[] = [];
const workers: Program[] = [];

beforeAll(async () => {
  sink = await SmtpSink.start({
    // Slow enough that a kill meets mails between the server's yes and the worker's note of it.
    onData: (stream, { envelope }, done) => {
      stream.resume().on('end', () => {
        taken.push(...envelope.rcptTo.map(({ address }) => address));
        setTimeout(done, envelope.rcptTo[0]?.address.startsWith('slow') ? 2_000 : 100);
      });
    },
  });
  desk = await Desk.start({ ROLE: 'api', SMTP_URL: sink.url });
  ada = await person(desk);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
  await desk.stop();
  await sink.stop();
});

test('200 invites while the worker is killed twice: 200 mails, none is lost', async () => {
  const addresses = Array.from({ length: INVITES }, (_, n) => `tom${n}@${ada.email.split('@')[1]}`);
  await work();
  const invites = inviteAll(addresses);
  await until(() => taken.length >= 40, PATIENCE);
  await workers[0]?.end('SIGKILL');
  await work();
  await until(() => taken.length >= 120, PATIENCE);
  await workers[1]?.end('SIGKILL');
  await work();
  expect(new Set(await invites)).toEqual(new Set([201]));

  const wanted = new Set(addresses);
  await until(() => new Set(taken.filter((address) => wanted.has(address))).size === INVITES, PATIENCE);
  const doubles = taken.filter((address) => wanted.has(address)).length - INVITES;
  expect(doubles).toBeLessThanOrEqual(2 * IN_HAND);
  await until(async () => {
    const open = await asOwner(desk, 'select from outbox where org_id = $1 and finished_at is null', [ada.orgId]);
    return open.length === 0;
  }, PATIENCE);
  const states = await asOwner(
    desk,
    `select m.state, count(*)::int as mails from mails m join users u on u.id = m.user_id
     where m.org_id = $1 and u.status = 'invited' group by m.state`,
    [ada.orgId],
  );
  expect(states).toEqual([{ state: 'sent', mails: INVITES }]);
  expect(await workers[2]?.end()).toBe(0);
}, 150_000);

test('a worker that is stopped while Redis is away ends what it has in hand, and says so', async () => {
  const redis = await Wire.to(desk.config.redisUrl);
  const worker = await Program.start(desk.config, { ROLE: 'worker', REDIS_URL: redis.url });
  workers.push(worker);
  const email = `slow@${ada.email.split('@')[1]}`;
  await inviteAll([email]);
  await until(() => taken.includes(email));
  await redis.cut();
  expect(await worker.end()).toBe(0);
  const rows = await asOwner(desk, 'select m.state from mails m join users u on u.id = m.user_id where u.email = $1', [
    email,
  ]);
  expect(rows).toEqual([{ state: 'sent' }]);
});

async function work(): Promise<void> {
  workers.push(await Program.start(desk.config, { ROLE: 'worker' }));
}

/** Ten at a time. Answers what each was answered. */
async function inviteAll(addresses: string[]): Promise<number[]> {
  const left = [...addresses];
  const statuses: number[] = [];
  const lane = async () => {
    for (let email = left.shift(); email; email = left.shift()) {
      const { status } = await ada.agent.call('POST', '/api/v1/users', { name: 'Tom', email, role: 'technician' });
      statuses.push(status);
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  return statuses;
}
