import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { OrgId } from '../../src/shared/ids/ids.js';
import { fenced, TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { Desk } from '../support/desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.start();
});
afterAll(() => desk.stop());

// Without order, limit or grouping the planner may turn a read inside out, and begin with the table.
it('finds the rows of the organization whatever order the planner reads in, and no other’s', async () => {
  const db = desk.app.get(TenantDb);
  const [one, other] = [await desk.org(), await desk.org()];
  const tickets = [];
  for (const { admin } of [one, other]) {
    tickets.push((await admin.call('POST', '/api/v1/tickets', { subject: 'Printer jams' })).body.id);
  }
  const plain = fenced('test_plain', 'select t.id from tickets t where t.org_id = fence.org');
  const joined = fenced(
    'test_joined',
    `select t.id, c.name from tickets t left join clients c on c.org_id = t.org_id and c.id = t.client_id
     where t.org_id = fence.org and t.id = any($2::uuid[])`,
  );
  expect(await db.read(one.orgId as OrgId, plain)).toEqual([{ id: tickets[0] }]);
  expect(await db.read(one.orgId as OrgId, joined, [tickets])).toEqual([{ id: tickets[0], name: null }]);
  expect(await db.read(other.orgId as OrgId, joined, [tickets])).toEqual([{ id: tickets[1], name: null }]);
});
