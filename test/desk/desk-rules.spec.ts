import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeskDemo } from '../../src/desk/index.js';
import type { OrgId } from '../../src/shared/ids/ids.js';
import { newId } from '../../src/shared/ids/ids.js';
import { Client } from 'pg';
import { Desk } from '../support/desk.js';
import { API, made, member, shop, type Shop } from './shop.js';

let desk: Desk;
let own: Shop;
let foreign: Shop;
beforeAll(async () => {
  desk = await Desk.start();
  [own, foreign] = [await shop(desk), await shop(desk)];
  await own.admin.agent.call('PATCH', `${API}/org`, { timeZone: 'Europe/Berlin', currency: 'EUR' });
});
afterAll(() => desk.stop());

const call = (method: string, path: string, body?: object) => own.admin.agent.call(method, `${API}/${path}`, body);
const ITEMS = [{ description: 'Access point', quantity: 2, unitPrice: 9_900 }];

describe('ticket numbers', () => {
  test('fifty creations at once, ten rounds: no gap, no double, also where some are refused', async () => {
    const { admin } = await shop(desk);
    const numbers: number[] = [];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(
        Array.from({ length: 55 }, (_, i) =>
          // Every eleventh names a client that is nowhere and is rolled back.
          admin.agent.call('POST', `${API}/tickets`, { subject: `T${i}`, ...(i % 11 === 0 && { clientId: newId() }) }),
        ),
      );
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
      numbers.push(...answers.flatMap(({ status, body }) => (status === 201 ? [body.number as number] : [])));
    }
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  });

  test('the number of a deleted ticket is not given out again', async () => {
    const { admin } = await shop(desk);
    const { id } = await made(admin, 'tickets', { subject: 'A' });
    expect((await admin.agent.call('DELETE', `${API}/tickets/${id}`)).status).toBe(204);
    expect((await made(admin, 'tickets', { subject: 'B' })).number).toBe(2);
  });
});

describe('references', () => {
  test('of another organization and of nowhere are refused alike, with the path', async () => {
    const client = (await made(foreign.admin, 'clients', { name: 'Theirs' })).id;
    const ticket = (await made(foreign.admin, 'tickets', { subject: 'Theirs' })).id;
    const money = { description: 'x', amount: 1, date: '2026-01-31' };
    for (const [path, body, field, theirs] of [
      ['tickets', { subject: 'x' }, 'clientId', client],
      ['tickets', { subject: 'x' }, 'assigneeId', foreign.technician.id],
      ['revenue', money, 'clientId', client],
      ['expenses', money, 'ticketId', ticket],
      ['quotes', { title: 'x', items: ITEMS }, 'clientId', client],
    ] as const) {
      const [a, b] = [
        await call('POST', path, { ...body, [field]: theirs }),
        await call('POST', path, { ...body, [field]: newId() }),
      ];
      expect(a).toMatchObject({ status: 422, body: { errors: [{ path: field }] } });
      const { requestId: _a, ...one } = a.body;
      const { requestId: _b, ...other } = b.body;
      expect(one).toEqual(other);
    }
  });

  test('only who is on the assignment list is assigned; who is deactivated keeps name and tickets, marked', async () => {
    const leaver = await member(desk, own.admin, 'technician');
    const { id } = await made(own.admin, 'tickets', { subject: 'x', assigneeId: leaver.id });
    await leaver.agent.call('POST', `${API}/tickets/${id}/comments`, { body: 'On it' });
    expect((await call('POST', `users/${leaver.id}/deactivate`)).status).toBe(200);
    for (const assigneeId of [leaver.id, own.viewer.id]) {
      expect(await call('POST', 'tickets', { subject: 'y', assigneeId })).toMatchObject({
        status: 422,
        body: { code: 'not_assignable' },
      });
    }
    const kept = await call('PATCH', `tickets/${id}`, { priority: 'high', assigneeId: leaver.id });
    expect(kept).toMatchObject({ status: 200, body: { assignee: { id: leaver.id, deactivated: true } } });
    const { body } = await call('GET', `tickets/${id}/comments`);
    expect(body.items).toMatchObject([{ body: 'On it', author: { id: leaver.id, deactivated: true } }]);
    expect((await call('GET', `users/${leaver.id}/holdings`)).body).toMatchObject({
      openTickets: 1,
      scheduledVisits: 0,
    });
    const handed = await call('POST', 'tickets/hand-over', { fromUserId: leaver.id, toUserId: own.technician.id });
    expect(handed).toMatchObject({ status: 200, body: { handedOver: 1 } });
    expect((await call('GET', `tickets/${id}`)).body.assigneeId).toBe(own.technician.id);
  });

  test('a client that something hangs on goes only when told to detach; a quote keeps the name', async () => {
    const { id: clientId } = await made(own.admin, 'clients', { name: 'Bakery Brown' });
    const ticket = await made(own.admin, 'tickets', { subject: 'x', clientId });
    const quote = await made(own.admin, 'quotes', { clientId, title: 'x', items: ITEMS });
    expect(await call('DELETE', `clients/${clientId}`)).toMatchObject({
      status: 409,
      body: { code: 'client_in_use', inUse: { tickets: 1, quotes: 1, revenue: 0, expenses: 0 } },
    });
    expect((await call('DELETE', `clients/${clientId}?detach=true`)).status).toBe(204);
    expect((await call('GET', `tickets/${ticket.id}`)).body).toMatchObject({ clientId: null, client: null });
    expect((await call('GET', `quotes/${quote.id}`)).body).toMatchObject({
      clientId: null,
      clientName: 'Bakery Brown',
    });
  });
});

describe('an edit', () => {
  test('from an older version is refused with what changed; without a version the last one wins', async () => {
    const { id, version } = await made(own.admin, 'tickets', { subject: 'A' });
    expect((await call('PATCH', `tickets/${id}`, { subject: 'B', version: version as number })).status).toBe(200);
    expect(await call('PATCH', `tickets/${id}`, { subject: 'C', version: version as number })).toMatchObject({
      status: 409,
      body: { code: 'stale', changed: ['subject'], current: { subject: 'B', version: 2 } },
    });
    expect((await call('PATCH', `tickets/${id}`, { subject: 'C' })).body.subject).toBe('C');
  });

  test('leaves what is absent and clears what is null', async () => {
    const { id } = await made(own.admin, 'tickets', {
      subject: 'A',
      description: 'D',
      scheduledStart: '2026-11-24T09:00:00Z',
    });
    expect((await call('PATCH', `tickets/${id}`, { description: null })).body).toMatchObject({
      subject: 'A',
      description: null,
      scheduledStart: '2026-11-24T09:00:00.000Z',
    });
    expect((await call('PATCH', `tickets/${id}`, { scheduledStart: null })).body.scheduledStart).toBeNull();
  });
});

describe('bad input is 422', () => {
  test.each<[string, object]>([
    ['end before start', { scheduledStart: '2026-11-24T10:00:00Z', scheduledEnd: '2026-11-24T09:00:00Z' }],
    ['end without start', { scheduledEnd: '2026-11-24T09:00:00Z' }],
    ['all day without start', { allDay: true }],
    ['year 0001', { scheduledStart: '0001-01-01T00:00:00Z' }],
    ['year 9999', { scheduledStart: '9999-12-31T23:59:59Z' }],
    ['a day that does not exist', { scheduledStart: '2026-02-30T09:00:00Z' }],
    ['an hour that the clocks leave out', { scheduledStart: '2026-03-29T02:30' }],
    ['100 kB of description', { description: 'x'.repeat(100_000) }],
    ['no status', { status: null }],
    ['an unknown field', { number: 7 }],
    ['an array as id', { clientId: [newId()] }],
  ])('ticket: %s', async (_, body) => {
    expect((await call('POST', 'tickets', { subject: 'x', ...body })).status).toBe(422);
  });

  test.each<[string, object]>([
    ['beyond 2^53', { amount: 2 ** 53 + 2 }],
    ['negative', { amount: -1 }],
    ['broken', { amount: 1.5 }],
    ['a text', { amount: '100' }],
    ['an unknown currency', { currency: 'XXQ' }],
    ['no date', { date: '2026-13-01' }],
  ])('amount: %s', async (_, body) => {
    expect((await call('POST', 'revenue', { description: 'x', amount: 1, date: '2026-01-31', ...body })).status).toBe(
      422,
    );
  });

  test.each<[string, object[]]>([
    ['negative quantity', [{ description: 'x', quantity: -1, unitPrice: 1 }]],
    ['too precise', [{ description: 'x', quantity: 0.0001, unitPrice: 1 }]],
    ['no items', []],
    ['null as item', [null as never]],
    ['a sum beyond the most', Array.from({ length: 9 }, () => ({ description: 'x', quantity: 1e6, unitPrice: 9e12 }))],
  ])('quote: %s', async (_, items) => {
    const { id: clientId } = await made(own.admin, 'clients', { name: 'C' });
    expect((await call('POST', 'quotes', { clientId, title: 'x', items })).status).toBe(422);
  });

  test.each([
    'cursor=x',
    'cursor=WyJcdTAwMDAiLCJ4Il0',
    'limit=0',
    'limit=201',
    'status=no',
    'from=x',
    'clientId=x',
    'search=%00',
  ])('tickets?%s', async (query) => {
    expect((await call('GET', `tickets?${query}`)).status).toBe(422);
  });

  test('a comment on a deleted ticket is 404', async () => {
    const { id } = await made(own.admin, 'tickets', { subject: 'x' });
    await call('DELETE', `tickets/${id}`);
    expect((await call('POST', `tickets/${id}/comments`, { body: 'x' })).status).toBe(404);
  });
});

describe('quotes', () => {
  test('sum up exactly, each line rounded', async () => {
    const { id: clientId } = await made(own.admin, 'clients', { name: 'C' });
    const items = [
      { description: 'a', quantity: 1.5, unitPrice: 333 },
      { description: 'b', quantity: 0.1, unitPrice: 5 },
    ];
    const quote = await made(own.admin, 'quotes', { clientId, title: 'x', items });
    expect(quote).toMatchObject({
      total: 501,
      currency: 'EUR',
      status: 'draft',
      items: [{ total: 500 }, { total: 1 }],
    });
  });

  test('go draft, sent, accepted; what was sent is not changed behind the client’s back', async () => {
    const { id: clientId } = await made(own.admin, 'clients', { name: 'C' });
    const { id } = await made(own.admin, 'quotes', { clientId, title: 'x', items: ITEMS });
    const patch = (body: object) => call('PATCH', `quotes/${id}`, body);
    expect((await patch({ status: 'accepted' })).body.code).toBe('quote_transition');
    expect((await patch({ title: 'y', status: 'sent' })).status).toBe(200);
    expect((await patch({ items: ITEMS })).status).toBe(200);
    expect((await patch({ title: 'z' })).body.code).toBe('quote_locked');
    expect((await patch({ status: 'accepted' })).body).toMatchObject({ status: 'accepted', total: 19_800 });
    expect((await patch({ status: 'declined' })).body.code).toBe('quote_transition');
  });
});

test('the demo is a shop at work, and is made once', async () => {
  const { admin, orgId } = await shop(desk);
  const get = async (path: string) => (await admin.agent.call('GET', `${API}/${path}`)).body;
  for (let i = 0; i < 2; i++) await desk.app.get(DeskDemo, { strict: false }).seed(orgId as OrgId);
  const tickets = (await get('tickets?limit=200')).items ?? [];
  expect(tickets.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, i) => 36 - i));
  expect((await get('clients')).items).toHaveLength(12);
  expect((await get('quotes')).items).toHaveLength(7);
  const now = new Date();
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  expect((await get(`tickets?from=${at(-14)}&to=${at(14)}`)).items).toHaveLength(30);
  const months = new Set(((await get('revenue/totals')).items ?? []).map(({ month }) => month));
  expect(months.size).toBeGreaterThanOrEqual(7);
});

describe('lists with many filters', () => {
  test('go on with the next page, however long the names of the filters are together', async () => {
    const { admin, technician } = await shop(desk);
    const client = (await made(admin, 'clients', { name: 'Acme' })).id;
    for (const day of ['02', '03', '04']) {
      const scheduledStart = `2026-11-${day}T09:00:00Z`;
      await made(admin, 'tickets', { subject: 'Acme', clientId: client, assigneeId: technician.id, scheduledStart });
    }
    const filters = `status=open&priority=normal&clientId=${client}&assigneeId=${technician.id}&search=acme`;
    const list = (more: string) =>
      admin.agent.call(
        'GET',
        `${API}/tickets?${filters}&from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00Z&limit=1${more}`,
      );
    // Often enough to meet every connection that has seen the other statement.
    for (let i = 0; i < 12; i++) {
      const first = await list('');
      expect(first.status).toBe(200);
      expect((await list(`&cursor=${String(first.body.nextCursor)}`)).status).toBe(200);
    }
  });
});

test('an edit that leaves the client alone does not wait for whoever holds the client', async () => {
  const client = (await made(own.admin, 'clients', { name: 'Held' })).id;
  const entry = (
    await made(own.admin, 'revenue', { description: 'x', amount: 1, date: '2026-11-24', clientId: client })
  ).id;
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  await owner.query('begin');
  await owner.query('select 1 from clients where id = $1 for update', [client]);
  const edited = await call('PATCH', `revenue/${entry}`, { description: 'y', clientId: client });
  await owner.query('rollback');
  await owner.end();
  expect(edited).toMatchObject({ status: 200, body: { description: 'y', clientId: client } });
});

describe('thirty-one days', () => {
  test.each([
    ['October, an hour longer in Berlin', '2026-10-01', '2026-10-31', 201],
    ['August', '2026-08-01', '2026-08-31', 201],
    ['a day more', '2026-10-01', '2026-11-01', 422],
  ])('all day, %s', async (_, scheduledStart, scheduledEnd, status) => {
    const answer = await call('POST', 'tickets', { subject: 'Long', scheduledStart, scheduledEnd, allDay: true });
    expect(answer.status).toBe(status);
  });
});

test('an all-day visit is over when its day is, for who counts what somebody holds', async () => {
  const { admin, technician } = await shop(desk);
  await admin.agent.call('PATCH', `${API}/org`, { timeZone: 'Pacific/Kiritimati' });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const local = new Intl.DateTimeFormat('sv', { timeZone: 'Pacific/Kiritimati' }).format(new Date(yesterday));
  await made(admin, 'tickets', {
    subject: 'Day',
    assigneeId: technician.id,
    scheduledStart: `${local}T20:00`,
    allDay: true,
  });
  expect((await admin.agent.call('GET', `${API}/users/${technician.id}/holdings`)).body).toMatchObject({
    openTickets: 1,
    scheduledVisits: 0,
  });
});

test('totals end with the day that the organization has, not with the one of UTC', async () => {
  const { admin } = await shop(desk);
  const today = async () => (await admin.agent.call('GET', `${API}/revenue/totals`)).body.to;
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    await admin.agent.call('PATCH', `${API}/org`, { timeZone });
    expect(await today()).toBe(new Intl.DateTimeFormat('sv', { timeZone }).format(new Date()));
  }
});

test('the log says which quote was made in a later state, and whose comment was deleted under which ticket', async () => {
  const { admin } = await shop(desk);
  const client = (await made(admin, 'clients', { name: 'Acme' })).id;
  const quote = await made(admin, 'quotes', { clientId: client, title: 'Wi-Fi', items: ITEMS, status: 'accepted' });
  const ticket = await made(admin, 'tickets', { subject: 'Printer' });
  const comment = await made(admin, `tickets/${ticket.id}/comments`, { body: 'x' });
  await admin.agent.call('DELETE', `${API}/tickets/${ticket.id}/comments/${comment.id}`);
  const log = (await admin.agent.call('GET', `${API}/audit-log`)).body.items;
  expect(log).toContainEqual(
    expect.objectContaining({ action: 'quote.accepted', target: { type: 'quote', id: quote.id, name: '#1 Wi-Fi' } }),
  );
  expect(log).toContainEqual(
    expect.objectContaining({
      action: 'comment.deleted',
      target: { type: 'comment', id: comment.id, name: '#1 Printer' },
      details: { ticketId: ticket.id, authorId: admin.id },
    }),
  );
});

test('another time zone is told to those who follow the schedule, another name is not', async () => {
  const { admin, orgId } = await shop(desk);
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  const told = async () =>
    (await owner.query(`select from outbox where org_id = $1 and job = 'org.time_zone_changed'`, [orgId])).rowCount;
  await admin.agent.call('PATCH', `${API}/org`, { name: 'Acme IT Services', currency: 'CHF' });
  expect(await told()).toBe(0);
  await admin.agent.call('PATCH', `${API}/org`, { timeZone: 'Asia/Kathmandu' });
  expect(await told()).toBe(1);
  await owner.end();
});

test('the settings are these fields', async () => {
  const { body } = await foreign.viewer.agent.call('GET', `${API}/org`);
  expect([body.id, Object.keys(body).toSorted((a, b) => a.localeCompare(b))]).toEqual([
    foreign.orgId,
    ['currency', 'id', 'name', 'plan', 'slug', 'timeZone'],
  ]);
});
