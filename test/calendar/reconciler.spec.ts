import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TicketNow } from '../../src/calendar/sync/desired-event.js';
import type { UserId } from '../../src/shared/ids/ids.js';
import { DAY, HOUR } from '../../src/shared/time/clock.js';
import { type Connection, Crash, World } from './fuzz-world.js';
import { Random } from './random.js';

let world: World;
let ticket: TicketNow;

beforeEach(() => {
  world = new World(new Random(1));
  const [person] = world.people;
  ticket = {
    id: world.random.uuid(),
    number: 7,
    subject: 'Printer jams',
    description: null,
    status: 'open',
    clientName: 'Bakery',
    assigneeId: person?.id ?? null,
    scheduledStart: world.clock.in(DAY),
    scheduledEnd: null,
    allDay: false,
  };
  world.tickets.set(ticket.id, ticket);
});

const change = (changes: Partial<TicketNow>) =>
  world.tickets.set(ticket.id, { ...(world.tickets.get(ticket.id) ?? ticket), ...changes });

describe.each([
  ['Google', 0],
  ['Outlook', 1],
])('a connected calendar of %s', (_, place) => {
  let connection: Connection;
  beforeEach(() => {
    connection = world.connections[place] as Connection;
  });
  const job = async (of: Connection = connection) => {
    of.dirty.add(ticket.id);
    await of.work({ ticketId: ticket.id });
    return !of.dirty.has(ticket.id);
  };
  const shown = (of: Connection = connection) => of.guarded.emulator.shown(of.accountId);
  const calls = () => connection.guarded.calls.length;

  it('shows a scheduled ticket; asking again makes no call', async () => {
    expect(await job()).toBe(true);
    expect(shown()).toMatchObject([{ title: '#7 Printer jams – Bakery', attendees: [] }]);
    const before = calls();
    for (let i = 0; i < 5; i++) await job();
    expect(calls()).toBe(before);
  });

  it('makes one call of ten reschedules that came before the job, and one more of those that came during it', async () => {
    await job();
    const before = calls();
    for (let i = 1; i <= 5; i++) change({ scheduledStart: world.clock.in(DAY + i * HOUR) });
    let during = 5;
    connection.duringCall = () => {
      if (during === 10) return;
      while (during < 10) change({ scheduledStart: world.clock.in(DAY + ++during * HOUR) });
    };
    await job();
    expect(calls() - before).toBe(2);
    expect(shown()).toMatchObject([
      {
        start: world.clock
          .in(DAY + 10 * HOUR)
          .toISOString()
          .replace('.000', ''),
      },
    ]);
  });

  it('leaves one person and enters the other', async () => {
    const other = world.connections[place + 2] as Connection;
    await job();
    change({ assigneeId: other.person.id });
    await job();
    await job(other);
    expect([shown().length, shown(other).length]).toEqual([0, 1]);
  });

  it.each<[string, Partial<TicketNow>]>([
    ['closed and reopened', { status: 'closed' }],
    ['unscheduled and scheduled', { scheduledStart: null }],
    ['given to nobody and back', { assigneeId: null as UserId | null }],
  ])('leaves and returns when it is %s', async (_, away) => {
    await job();
    const before = { ...ticket };
    change(away);
    await job();
    expect(shown()).toEqual([]);
    change(before);
    await job();
    expect(shown()).toHaveLength(1);
  });

  it('leaves with the ticket', async () => {
    await job();
    world.tickets.delete(ticket.id);
    await job();
    expect(shown()).toEqual([]);
  });

  it('leaves a visit that is over in the calendar when the ticket is closed, and does not add one', async () => {
    await job();
    world.clock.advance(2 * DAY);
    change({ status: 'closed' });
    await job();
    expect(shown()).toHaveLength(1);
    const late = { ...ticket, id: world.random.uuid(), number: 8 };
    world.tickets.set(late.id, late);
    await connection.work({ ticketId: late.id });
    expect(shown()).toHaveLength(1);
  });

  /** The process dies at each step in turn, of whatever a job does; the queue runs the job again. */
  const killedEverywhere = async (before: () => Promise<unknown> | void) => {
    for (let step = 0; ; step++) {
      await before();
      let left = step;
      let killed = false;
      const mayCrash = world.mayCrash.bind(world);
      world.mayCrash = () => {
        if (left-- !== 0) return;
        killed = true;
        throw new Crash();
      };
      await job();
      world.mayCrash = mayCrash;
      if (!killed) return step;
      expect(await job()).toBe(true);
      expect(shown()).toHaveLength(1);
      expect(connection.known.get(ticket.id)).toMatchObject({ phase: 'present' });
      const [event] = shown();
      expect(event?.title).toBe(`#7 ${world.tickets.get(ticket.id)?.subject} – Bakery`);
    }
  };

  it('is right after a kill at every step of an insert', async () => {
    const steps = await killedEverywhere(async () => {
      change({ assigneeId: null });
      await job();
      change({ assigneeId: ticket.assigneeId });
    });
    expect(steps).toBeGreaterThan(5);
  });

  it('is right after a kill at every step of an update', async () => {
    await job();
    let round = 0;
    expect(await killedEverywhere(() => void change({ subject: `Round ${round++}` }))).toBeGreaterThan(5);
  });

  it('is right after a kill at every step of a removal, even when the same content comes back at once', async () => {
    for (let step = 0; step < 12; step++) {
      await job();
      change({ assigneeId: null });
      let left = step;
      const mayCrash = world.mayCrash.bind(world);
      world.mayCrash = () => {
        if (left-- === 0) throw new Crash();
      };
      await job();
      world.mayCrash = mayCrash;
      change({ assigneeId: ticket.assigneeId });
      await job();
      expect(shown()).toHaveLength(1);
    }
  });

  it('puts right what was moved or deleted by hand at the next sweep, and tells of it', async () => {
    await job();
    const emulator = connection.guarded.emulator;
    const [before] = shown();
    emulator.moveByHand(connection.accountId, before?.id ?? '', 90);
    await connection.work({ sweep: true });
    expect(shown()).toMatchObject([{ start: before?.start }]);
    emulator.deleteByHand(connection.accountId, shown()[0]?.id ?? '');
    await connection.work({ sweep: true });
    expect(shown()).toMatchObject([{ start: before?.start }]);
    expect(connection.drifts).toBe(2);
    const quiet = calls();
    emulator.touchByHand(connection.accountId, shown()[0]?.id ?? '');
    await connection.work({ sweep: true });
    expect([connection.drifts, calls() - quiet]).toEqual([2, 1]);
  });

  it('notices a change by hand when it writes, and wins', async () => {
    await job();
    connection.guarded.emulator.moveByHand(connection.accountId, shown()[0]?.id ?? '', 90);
    change({ subject: 'Printer burns' });
    await job();
    expect(shown()).toMatchObject([{ title: '#7 Printer burns – Bakery' }]);
    expect(connection.drifts).toBe(1);
  });

  it('removes a double, and what came through late', async () => {
    connection.guarded.faults.next({ kind: 'late', after: 100 });
    await job();
    change({ assigneeId: null });
    await job();
    connection.guarded.faults.land();
    expect(shown()).toHaveLength(1);
    await connection.work({ sweep: true });
    expect(shown()).toEqual([]);
  });

  it('takes its events out when it is disconnected, and shows them once when it is connected again', async () => {
    await job();
    connection.disconnect();
    await connection.work({ sweep: true });
    expect([shown().length, connection.phase, connection.tokens]).toEqual([0, 'disconnected', null]);
    connection.connect();
    await connection.work({ sweep: true });
    expect(shown()).toHaveLength(1);
  });

  it('does not take a suspension in the middle of a disconnect for its end', async () => {
    await job();
    connection.disconnect();
    connection.duringCall = () => (world.orgActive = false);
    await connection.work({ sweep: true });
    expect([shown().length, connection.phase, connection.tokens !== null]).toEqual([1, 'disconnecting', true]);
    connection.duringCall = undefined;
    world.orgActive = true;
    await connection.work({ sweep: true });
    expect([shown().length, connection.phase, connection.tokens]).toEqual([0, 'disconnected', null]);
  });

  it('does nothing while the organization is suspended or the grant is dead', async () => {
    await job();
    const before = calls();
    world.orgActive = false;
    change({ subject: 'Other' });
    await job();
    await connection.work({ sweep: true });
    expect(calls()).toBe(before);
    world.orgActive = true;
    connection.issuer.revokeAll(connection.accountId);
    connection.issuer.expireAccessTokens();
    await job();
    expect(connection.phase).toBe('reconnect_required');
    await job();
    expect(calls()).toBe(before);
    connection.connect();
    await connection.work({ sweep: true });
    expect(shown()).toMatchObject([{ title: '#7 Other – Bakery' }]);
  });
});

it('takes another id where Google refuses to revive a deleted event', async () => {
  const connection = world.connections[0] as Connection;
  const emulator = connection.guarded.emulator;
  if (!('refusesRevival' in emulator)) throw new Error('expected Google');
  emulator.refusesRevival = true;
  connection.guarded.faults.next({ kind: 'lose_reply' });
  await connection.work({ ticketId: ticket.id });
  emulator.deleteByHand(connection.accountId, emulator.shown(connection.accountId)[0]?.id ?? '');
  await connection.work({ ticketId: ticket.id });
  expect(emulator.shown(connection.accountId)).toHaveLength(1);
  expect(connection.known.get(ticket.id)).toMatchObject({ phase: 'present', generation: 2 });
});
