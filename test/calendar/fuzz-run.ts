import { desiredEvent, type TicketNow } from '../../src/calendar/sync/desired-event.js';
import type { Fault } from '../../src/embedded/calendars/faults.js';
import { REFUSALS } from '../../src/embedded/calendars/emulator.js';
import type { UserId } from '../../src/shared/ids/ids.js';
import { DAY, HOUR, MINUTE } from '../../src/shared/time/clock.js';
import { type Connection, World } from './fuzz-world.js';
import { Random } from './random.js';

export interface FuzzResult {
  seed: number;
  triggers: number;
  calls: number;
  faults: number;
  /** Events that stand in a calendar twice. */
  doubles: string[];
  /** Events that should be there and are not, or show something else. */
  lost: string[];
  /** Events that should not be there. */
  strays: string[];
}

const ZONES = [
  'Europe/Berlin',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Kathmandu',
];
const STATUSES = ['open', 'in_progress', 'waiting', 'resolved', 'closed'] as const;

export interface FuzzOptions {
  steps?: number;
  /** Of the calls to a provider. */
  faultRate?: number;
  /**
   * - `everything`: all triggers, people who change the calendar by hand, all faults, and a sweep at the end;
   * - `without_sweep`: changes of tickets, lost replies, outages and crashes only, and no sweep ever: the jobs alone must do it.
   */
  profile?: 'everything' | 'without_sweep';
}

/** Random triggers under random faults, then quiet: whether the calendars equal the schedule. Everything follows from the seed. */
export async function fuzzRun(
  seed: number,
  { steps = 60, faultRate = 0.25, profile = 'everything' }: FuzzOptions = {},
): Promise<FuzzResult> {
  const random = new Random(seed);
  const world = new World(random);
  const result: FuzzResult = { seed, triggers: 0, calls: 0, faults: 0, doubles: [], lost: [], strays: [] };
  const pull = () => {
    trigger(world, profile === 'without_sweep' ? 72 : 100);
    result.triggers++;
  };
  world.crashes = true;
  for (const connection of world.connections) {
    connection.guarded.faults.byChance(() => {
      if (!random.chance(faultRate)) return undefined;
      result.faults++;
      return profile === 'everything' ? randomFault(random) : outage(random);
    });
    connection.issuer.chance = () =>
      random.chance(0.1)
        ? random.pick([
            { status: 503, body: {} },
            { status: 400, body: { error: 'temporarily_unavailable' } },
          ])
        : undefined;
    connection.duringCall = () => {
      if (random.chance(0.1)) pull();
    };
  }

  for (let step = 0; step < steps; step++) {
    const burst = random.chance(0.2) ? 10 : 1;
    for (let i = 0; i < burst; i++) pull();
    for (let i = random.below(8); i > 0; i--) await workOne(world);
    world.clock.advance(random.below(2 * MINUTE));
  }

  world.crashes = false;
  for (const connection of world.connections) {
    connection.guarded.faults.byChance(undefined);
    connection.guarded.faults.land();
    connection.issuer.chance = undefined;
    connection.duringCall = undefined;
  }
  world.orgActive = true;
  for (const connection of world.connections) {
    // The person answers the mail about the dead grant; the outage is over: sweep.
    if (connection.phase === 'reconnect_required') connection.connect();
    connection.sweepDue = profile === 'everything';
  }
  for (let pass = 0; pass < 50 && world.connections.some((each) => each.sweepDue || each.dirty.size > 0); pass++) {
    for (const connection of world.connections) {
      if (connection.sweepDue) await connection.work({ sweep: true });
      for (const ticketId of connection.dirty) await connection.work({ ticketId });
      if (connection.phase === 'reconnect_required') connection.connect();
    }
  }
  for (const connection of world.connections) {
    result.calls += connection.guarded.calls.length;
    compare(world, connection, result);
  }
  return result;
}

async function workOne(world: World): Promise<void> {
  const { random } = world;
  const busy = world.connections.filter((each) => each.sweepDue || each.dirty.size > 0);
  if (busy.length === 0) return;
  const connection = random.pick(busy);
  if (connection.dirty.size > 0 && (!connection.sweepDue || random.chance(0.6))) {
    await connection.work({ ticketId: random.pick([...connection.dirty]) });
  } else {
    await connection.work({ sweep: true });
  }
}

/** What is tried again by itself. */
function outage(random: Random): Fault {
  const kind = random.pick(['cut', 'lose_reply', 'hang', 'refuse'] as const);
  if (kind !== 'refuse') return { kind };
  return { kind, refusal: random.pick(['server_error', 'service_unavailable', 'too_many_requests']) };
}

function randomFault(random: Random): Fault {
  const kinds = ['refuse', 'refuse', 'cut', 'lose_reply', 'lose_reply', 'late', 'html', 'redirect', 'hang'] as const;
  const kind = random.pick(kinds);
  if (kind === 'refuse') {
    const refusal = random.pick(REFUSALS);
    return { kind, refusal, ...(refusal === 'too_many_requests' && { retryAfter: '7' }) };
  }
  return kind === 'late' ? { kind, after: random.below(6) } : { kind };
}

/** One thing that happens in the organization, or by hand in a calendar. */
function trigger(world: World, kinds: number): void {
  const { random, tickets } = world;
  // What stops everything does not last, so that the run is about the rest.
  if (!world.orgActive && random.chance(0.3)) {
    world.orgActive = true;
    return world.everythingChanged();
  }
  const stopped = world.connections.find(({ phase }) => phase === 'disconnected' || phase === 'reconnect_required');
  if (stopped && random.chance(0.2)) return stopped.connect();
  const kind = random.below(kinds);
  const existing = [...tickets.values()];
  if (existing.length === 0 || kind < 15) {
    if (existing.length >= 8) return;
    const id = random.uuid();
    const ticket: TicketNow = {
      id,
      number: tickets.size + 100 + random.below(1_000_000),
      subject: `Visit ${random.below(1_000)}`,
      description: random.chance(0.5) ? 'Bring a ladder' : null,
      status: 'open',
      clientName: random.chance(0.5) ? 'Bakery' : null,
      assigneeId: randomAssignee(world),
      ...randomSchedule(world),
    };
    tickets.set(id, ticket);
    world.ticketChanged(id);
    return;
  }
  const ticket = random.pick(existing);
  const change = (changes: Partial<TicketNow>) => {
    tickets.set(ticket.id, { ...ticket, ...changes });
    world.ticketChanged(ticket.id, ticket.assigneeId);
  };
  const connection = random.pick(world.connections);
  const person = random.pick(world.people);
  const shown = connection.guarded.emulator.shown(connection.accountId);
  if (kind < 35) change(randomSchedule(world));
  else if (kind < 42) change({ subject: `Visit ${random.below(1_000)}` });
  else if (kind < 45) change({ clientName: random.pick(['Bakery', 'Butcher', null]) });
  else if (kind < 55) change({ status: random.pick(STATUSES) });
  else if (kind < 65) change({ assigneeId: randomAssignee(world) });
  else if (kind < 68) change({ scheduledStart: null, scheduledEnd: null });
  else if (kind < 72) {
    tickets.delete(ticket.id);
    world.ticketChanged(ticket.id, ticket.assigneeId);
  } else if (kind < 75) {
    person.role = person.role === 'viewer' ? 'technician' : 'viewer';
    world.everythingChanged(world.connections.filter((each) => each.person === person));
  } else if (kind < 78) {
    world.orgActive = !world.orgActive;
    world.everythingChanged();
  } else if (kind < 80) {
    world.timeZone = random.pick(ZONES);
    world.everythingChanged();
  } else if (kind < 84) {
    if (connection.phase === 'connected' && random.chance(0.5)) connection.disconnect();
    else connection.connect();
  } else if (kind < 85) {
    connection.issuer.revokeAll(connection.accountId);
  } else if (kind < 88) {
    connection.issuer.expireAccessTokens();
  } else if (kind < 91) {
    if (shown.length > 0)
      connection.guarded.emulator.moveByHand(
        connection.accountId,
        random.pick(shown).id,
        random.pick([-3_000, -60, 45, 600]),
      );
  } else if (kind < 94) {
    if (shown.length > 0) connection.guarded.emulator.deleteByHand(connection.accountId, random.pick(shown).id);
  } else if (kind < 96) {
    if (shown.length > 0) connection.guarded.emulator.touchByHand(connection.accountId, random.pick(shown).id);
  } else {
    world.clock.advance(random.pick([MINUTE, HOUR, 5 * HOUR, DAY]));
    if (random.chance(0.3)) world.everythingChanged();
  }
}

function randomAssignee({ random, people }: World): UserId | null {
  return random.chance(0.15) ? null : random.pick(people).id;
}

function randomSchedule({ random, clock }: World): Pick<TicketNow, 'scheduledStart' | 'scheduledEnd' | 'allDay'> {
  const start = new Date(clock.now().getTime() + random.below(4 * DAY) - DAY + random.below(HOUR));
  const length = random.pick([0, 30 * MINUTE, 90 * MINUTE, DAY, 3 * DAY]);
  return {
    scheduledStart: start,
    scheduledEnd: length === 0 ? null : new Date(start.getTime() + length),
    allDay: random.chance(0.3),
  };
}

function compare(world: World, connection: Connection, result: FuzzResult): void {
  const now = world.clock.now();
  const shown = Map.groupBy(
    connection.guarded.emulator.shown(connection.accountId),
    ({ title }) => title.split(' ')[0] ?? '',
  );
  const at = `${connection.name} of ${connection.person.id.slice(0, 4)}`;
  for (const ticket of world.tickets.values()) {
    const events = shown.get(`#${ticket.number}`) ?? [];
    shown.delete(`#${ticket.number}`);
    if (events.length > 1) result.doubles.push(`#${ticket.number} in ${at}`);
    if (connection.phase === 'disconnected') {
      if (connection.leftBehind) continue;
      if (events.some(({ end }) => Date.parse(end) > now.getTime() + DAY))
        result.strays.push(`#${ticket.number} in ${at}`);
      continue;
    }
    const desired = desiredEvent(ticket, world.connectionNow(connection), now);
    const [event] = events;
    if (desired.want === 'none') {
      if (event) result.strays.push(`#${ticket.number} in ${at}, though ${desired.why}`);
      continue;
    }
    if (!event) {
      if (desired.want === 'event') result.lost.push(`#${ticket.number} in ${at}`);
      continue;
    }
    const { title, description, time } = desired.content;
    const right =
      event.title === title &&
      event.description === description &&
      event.allDay === time.allDay &&
      (time.allDay
        ? event.start === time.startDate && event.end === time.endDate
        : event.start === time.start && event.end === time.end);
    if (!right)
      result.lost.push(
        `#${ticket.number} in ${at} shows ${JSON.stringify(event)} and not ${JSON.stringify(desired.content)}`,
      );
  }
  for (const number of shown.keys()) {
    if (connection.phase !== 'disconnected') result.strays.push(`${number} in ${at}, of a deleted ticket`);
  }
}
