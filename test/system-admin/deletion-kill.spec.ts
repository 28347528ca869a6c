import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Job as BullJob } from 'bull';
import { Client } from 'pg';
import { JobQueues } from '../../src/shared/queue/job-queues.js';
import { FileStorage } from '../../src/shared/storage/file-storage.js';
import { newId } from '../../src/shared/ids/ids.js';
import { enrol, linkFor, personWithPassword, type Person } from '../auth/people.js';
import type { Desk } from '../support/desk.js';
import { Program } from '../support/program.js';
import { until } from '../support/until.js';
import { startPlatform } from './platform.js';
import { asOwner, checksums, placesOf, tracesOf } from './traces.js';

const ORGS = '/api/v1/system-admin/orgs';
/** One of each kind. With MUSTER_EVERY_STEP=1 it is every step that there is, which takes minutes. */
const REPRESENTATIVE = ['calendars', 'jobs', 'files', 'table:audit_log', 'organization'];
let desk: Desk;
let operator: Person;
const workers: Program[] = [];

beforeAll(async () => {
  // This process only serves; what works is a process of its own.
  ({ desk, operator } = await startPlatform({ ROLE: 'api' }));
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
  await desk.stop();
});

interface Step {
  name: string;
  expected: number | null;
  done: number;
}

it('a deletion whose worker is killed in the middle of its steps goes on, and its receipt is exact', async () => {
  const acme = await personWithPassword(desk);
  await enrol(desk, acme.agent);
  await linkFor(desk, acme, 'admin_link');
  await desk.agent().call('POST', '/api/v1/auth/password', { email: acme.email, password: 'wrong wrong wrong' });
  // More than one transaction's worth, so that one of the kills is in the middle of a table.
  await asOwner(
    desk,
    `insert into audit_log (id, org_id, at, action) select gen_random_uuid(), $1, now(), 'many.entries' from generate_series(1, 5000)`,
    [acme.orgId],
  );
  const other = await personWithPassword(desk);
  // The workers would send its mail, which has nothing to do with the deletion.
  await asOwner(desk, 'update outbox set finished_at = now() where org_id = $1', [other.orgId]);
  const untouched = await checksums(desk, other.orgId);
  const held = await holdJob(acme);
  const storage = desk.app.get(FileStorage, { strict: false });
  for (let n = 0; n < 50; n++)
    await storage.put(`orgs/${acme.orgId}/avatars/${n}.webp`, Buffer.from('x'), 'image/webp');

  const [row] = await asOwner<{ slug: string }>(desk, 'select slug from orgs where id = $1', [acme.orgId]);
  const asked = await operator.agent.call('DELETE', `${ORGS}/${acme.orgId}`, { confirmSlug: row?.slug });
  expect(asked.status).toBe(202);
  const names = await stepNames(acme);
  expect(names.slice(0, 2)).toEqual(['calendars', 'jobs']);
  expect(names.at(-1)).toBe('organization');

  const chosen = process.env['MUSTER_EVERY_STEP'] ? names : names.filter((name) => REPRESENTATIVE.includes(name));
  for (const name of chosen) {
    const release = await block(name, acme, held);
    const worker = await startWorker();
    await until(() => started(acme, name));
    await worker.end('SIGKILL');
    await release();
  }
  expect(chosen.length).toBeGreaterThanOrEqual(REPRESENTATIVE.length);

  await startWorker();
  await until(async () => {
    const { body } = await operator.agent.call('GET', `${ORGS}/${acme.orgId}/deletion`);
    return body.state === 'done';
  });
  const { body } = await operator.agent.call('GET', `${ORGS}/${acme.orgId}/deletion`);
  for (const { name, expected, done } of body.steps as unknown as Step[]) {
    if (name !== 'jobs') expect({ name, done }).toEqual({ name, done: expected });
  }
  const traces = await tracesOf(desk, [acme.orgId, acme.id, acme.email]);
  expect(placesOf(traces)).toEqual(['audit_log', 'audit_log', 'org_deletions']);
  expect(await checksums(desk, other.orgId)).toEqual(untouched);
}, 600_000);

async function stepNames({ orgId }: Person): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    desk,
    `select s.name from org_deletion_steps s join org_deletions d on d.id = s.deletion_id
     where d.deleted_org = $1 order by s.position`,
    [orgId],
  );
  return rows.map(({ name }) => name);
}

async function started({ orgId }: Person, name: string): Promise<boolean> {
  const rows = await asOwner(
    desk,
    `select 1 from org_deletion_steps s join org_deletions d on d.id = s.deletion_id
     where d.deleted_org = $1 and s.name = $2 and s.started_at is not null`,
    [orgId, name],
  );
  return rows.length > 0;
}

/** A job of the organization that a worker seems to be working on: no step can take it away. */
async function holdJob({ orgId }: Person): Promise<BullJob> {
  const [queue] = desk.app.get(JobQueues, { strict: false }).all();
  if (!queue) throw new Error('there is no queue');
  const id = newId();
  await queue.add({ id, orgId, job: 'mail.deliver', payload: { mailId: newId() } }, { jobId: id });
  const job = await queue.getNextJob();
  if (!job) throw new Error('nobody else works here');
  await job.extendLock(600_000);
  return job;
}

/** Makes a step wait in its middle. Answers what lets it go on. */
async function block(name: string, acme: Person, held: BullJob): Promise<() => Promise<void>> {
  if (name === 'jobs') {
    return async () => {
      // Else the step had nothing to wait for.
      expect(await held.queue.getJob(held.id)).not.toBeNull();
      await held.extendLock(1);
    };
  }
  // Nothing holds a folder: this one is killed as soon as it has begun, wherever it is then.
  if (name === 'files') return () => Promise.resolve();
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  await owner.query('begin');
  if (name === 'organization') await owner.query('select 1 from orgs where id = $1 for update', [acme.orgId]);
  else if (name === 'calendars') await owner.query('lock table calendar_connections in access exclusive mode');
  else await owner.query(`lock table ${name.replace('table:', '')} in share mode`);
  return async () => {
    await owner.query('rollback');
    await owner.end();
  };
}

async function startWorker(): Promise<Program> {
  const worker = await Program.start(desk.config, { ROLE: 'worker', SYSTEM_ADMIN_ORG: 'platform' });
  workers.push(worker);
  return worker;
}
