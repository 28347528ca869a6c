import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OutboxRelay } from '../../src/shared/events/outbox-relay.js';
import { JobQueues } from '../../src/shared/queue/job-queues.js';
import { Desk } from '../support/desk.js';
import { environmentOf } from '../support/program.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
let desk: Desk;
beforeAll(async () => {
  // Nothing works the queue here: what is sent, the command sent.
  desk = await Desk.start({ ROLE: 'api' });
});
afterAll(() => desk.stop());

async function run(...args: string[]): Promise<string> {
  const env = environmentOf(desk.config, {});
  return (await promisify(execFile)(process.execPath, ['--no-warnings', CLI, ...args], { env })).stdout;
}

test('create-org prints one line of JSON, and leaves the work that waits to those who work the queue', async () => {
  await desk.org();
  await desk.app.get(OutboxRelay, { strict: false }).drain();
  const args = ['--name', 'Beta IT', '--slug', 'beta-it', '--admin-name', 'Bo', '--admin-email', 'bo@beta.example'];
  const output = await run('create-org', ...args);
  expect(output).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(output)).toEqual({
    orgId: expect.any(String),
    userId: expect.any(String),
    link: expect.stringMatching(/\/link#token=/),
  });
  const [mail] = desk.app.get(JobQueues, { strict: false }).all();
  expect(await mail?.getJobCounts()).toMatchObject({ waiting: 1, active: 0, delayed: 0, failed: 0 });
  expect(desk.mails).toEqual([]);
});

test('doctor finds nothing wrong with servers that are right', async () => {
  expect(await run('doctor')).toBe('nothing found\n');
});
