import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/ids/ids.js';
import { person, type Person } from '../auth/people.js';
import type { Desk } from '../support/desk.js';
import { startPlatform } from './platform.js';

const EXPORT = '/api/v1/system-admin/audit-log/export';
let desk: Desk;
let operator: Person;

beforeAll(async () => {
  ({ desk, operator } = await startPlatform());
});
afterAll(() => desk.stop());

const exported = (query: string, by = operator) =>
  fetch(`${desk.origin}${EXPORT}?${query}`, {
    headers: { cookie: `muster_session=${by.agent.cookie('muster_session')}` },
  });

describe('the audit log of every organization, exported', () => {
  it('is what the filters let through, as CSV and as JSON lines, to be saved as a file', async () => {
    const acme = await person(desk);
    await person(desk);
    const { body } = await operator.agent.call('GET', `/api/v1/system-admin/audit-log?orgId=${acme.orgId}`);
    const jsonl = await exported(`format=jsonl&orgId=${acme.orgId}`);
    expect(jsonl.headers.get('content-disposition')).toBe('attachment; filename="muster-audit-log.jsonl"');
    const lines = (await jsonl.text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(body.items);

    const csv = await exported(`format=csv&orgId=${acme.orgId}&action=sign_in.`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = (await csv.text()).trimEnd().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain('sign_in.completed');
  });

  it('is its heading alone where nothing fits', async () => {
    expect((await (await exported(`format=csv&orgId=${newId()}`)).text()).trimEnd().split('\r\n')).toHaveLength(1);
    expect(await (await exported(`format=jsonl&orgId=${newId()}`)).text()).toBe('');
  });

  it.each(['', 'format=xml', 'format=csv&orgId=x', 'format=csv&limit=5', 'format=csv&targetId=%00'])(
    'is refused for ?%s with 422',
    async (query) => {
      expect((await exported(query)).status).toBe(422);
    },
  );

  it('is for system admins only', async () => {
    expect((await exported('format=csv', await person(desk))).status).toBe(403);
  });
});
