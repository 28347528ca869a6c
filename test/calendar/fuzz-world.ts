import { ApiClient } from '../../src/calendar/providers/api-client.js';
import type { CalendarProvider, CalendarProviderName } from '../../src/calendar/providers/calendar-provider.js';
import { ConnectionTokens, type GrantTokens } from '../../src/calendar/providers/connection-tokens.js';
import { parseGoogleError } from '../../src/calendar/providers/google/google-error.js';
import { GoogleCalendar } from '../../src/calendar/providers/google/google-calendar.js';
import { GRANT_SCOPES } from '../../src/calendar/providers/grant-scopes.js';
import type { HttpTransport } from '../../src/calendar/providers/http-transport.js';
import { OAuthClient } from '../../src/calendar/providers/oauth-client.js';
import { OutlookCalendar } from '../../src/calendar/providers/outlook/outlook-calendar.js';
import { parseOutlookError } from '../../src/calendar/providers/outlook/outlook-error.js';
import { ProviderError } from '../../src/calendar/providers/provider-error.js';
import type { ConnectionNow, TicketNow } from '../../src/calendar/sync/desired-event.js';
import { NEVER_SEEN, type KnownEvent } from '../../src/calendar/sync/plan-sync.js';
import { Reconciler, type SyncState, type SyncStore } from '../../src/calendar/sync/reconciler.js';
import { GoogleEmulator } from '../../src/embedded/calendars/google-emulator.js';
import { GuardedEmulator } from '../../src/embedded/calendars/guarded-emulator.js';
import { OutlookEmulator } from '../../src/embedded/calendars/outlook-emulator.js';
import type { UserId } from '../../src/shared/ids/ids.js';
import { Clock } from '../../src/shared/time/clock.js';
import { emulatedTransport } from './emulated-transport.js';
import type { Random } from './random.js';
import { TokenIssuer } from './token-issuer.js';

/** The process ends here: what was saved is there, nothing else is. */
export class Crash extends Error {}

export class HandClock extends Clock {
  constructor(private time: number) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  advance(ms: number): void {
    this.time += ms;
  }
}

export interface Person {
  id: UserId;
  active: boolean;
  role: 'admin' | 'technician' | 'viewer';
}

type Phase = ConnectionNow['phase'] | 'disconnected';

/** One organization, its tickets and people, and what reaches their calendars. */
export class World {
  readonly clock = new HandClock(Date.UTC(2026, 2, 27, 8));
  readonly tickets = new Map<string, TicketNow>();
  readonly people: Person[];
  readonly connections: Connection[] = [];
  orgActive = true;
  timeZone = 'Europe/Berlin';
  /** While true, saves may crash. */
  crashes = false;

  constructor(readonly random: Random) {
    this.people = [0, 1].map(() => ({ id: random.uuid() as UserId, active: true, role: 'technician' }));
    for (const person of this.people) {
      for (const provider of ['google', 'outlook'] as const)
        this.connections.push(new Connection(this, person, provider));
    }
  }

  connectionNow(connection: Connection): ConnectionNow {
    return {
      id: connection.id,
      userId: connection.person.id,
      phase: connection.phase === 'disconnected' ? 'reconnect_required' : connection.phase,
      assignable: connection.person.active && connection.person.role !== 'viewer',
      orgActive: this.orgActive,
      timeZone: this.timeZone,
      ticketsUrl: 'https://desk.example/tickets',
    };
  }

  /** What the domain events of the outbox lead to: a job for each calendar that the ticket concerns. */
  ticketChanged(ticketId: string, formerAssignee: UserId | null = null): void {
    const ticket = this.tickets.get(ticketId);
    for (const connection of this.connections) {
      const concerned = [ticket?.assigneeId, formerAssignee].includes(connection.person.id);
      if (concerned || connection.known.has(ticketId)) connection.dirty.add(ticketId);
    }
  }

  everythingChanged(connections = this.connections): void {
    for (const connection of connections) connection.sweepDue = true;
  }

  mayCrash(): void {
    if (this.crashes && this.random.chance(0.03)) throw new Crash();
  }
}

/** One person's calendar at one provider, with a store in memory and the real client in front of the emulator. */
export class Connection implements SyncStore {
  readonly id: string;
  readonly known = new Map<string, KnownEvent>();
  readonly dirty = new Set<string>();
  readonly issuer: TokenIssuer;
  readonly guarded: GuardedEmulator;
  readonly provider: CalendarProvider;
  readonly oauth: OAuthClient;
  sweepDue = false;
  phase: Phase = 'connected';
  tokens: GrantTokens | null;
  drifts = 0;
  /** Disconnected while the grant was dead: what was in the calendar could not be taken out. */
  leftBehind = false;
  /** Runs between the request and the reply of a call. */
  duringCall: (() => void) | undefined;
  readonly #account: { id: string; email: string };
  readonly #reconciler: Reconciler;

  constructor(
    private readonly world: World,
    readonly person: Person,
    readonly name: CalendarProviderName,
  ) {
    this.id = world.random.uuid();
    this.#account = { id: `${name}-${person.id}`, email: `${name}@desk.example` };
    this.issuer = new TokenIssuer(world.clock, name === 'outlook');
    const emulator = name === 'google' ? new GoogleEmulator(world.clock) : new OutlookEmulator();
    this.guarded = new GuardedEmulator(emulator, this.issuer.authorize);
    this.oauth = new OAuthClient(this.issuer.client, this.issuer.transport, world.clock);
    this.tokens = this.#consent();
    const tokens = new ConnectionTokens(
      name,
      {
        read: () => Promise.resolve(this.tokens),
        save: async (saved) => {
          this.world.mayCrash();
          this.tokens = saved;
        },
      },
      this.oauth,
      world.clock,
    );
    const base = `https://api.example${emulator.base}`;
    const direct = emulatedTransport(this.guarded, 'https://api.example');
    const transport: HttpTransport = async (request) => {
      this.world.mayCrash();
      try {
        return await direct(request);
      } finally {
        this.duringCall?.();
        this.world.mayCrash();
      }
    };
    const parse = name === 'google' ? parseGoogleError : parseOutlookError;
    const api = new ApiClient(base, transport, tokens, parse, world.clock);
    this.provider = name === 'google' ? new GoogleCalendar(api) : new OutlookCalendar(api);
    this.#reconciler = new Reconciler(this, this.provider, world.clock);
  }

  get accountId(): string {
    return this.#account.id;
  }

  connect(): void {
    this.tokens = this.#consent();
    this.phase = 'connected';
    this.leftBehind = false;
    this.sweepDue = true;
  }

  disconnect(): void {
    if (this.phase === 'connected') this.phase = 'disconnecting';
    else if (this.phase === 'reconnect_required') this.#leaveBehind();
    this.sweepDue = true;
  }

  /** A job of the queue. */
  async work(job: { sweep: true } | { ticketId: string }): Promise<void> {
    if (this.phase === 'disconnected' || this.phase === 'reconnect_required') {
      this.dirty.clear();
      this.sweepDue = false;
      return;
    }
    // What was given up has come through or died by the time that a person presses Disconnect.
    const disconnecting = this.phase === 'disconnecting';
    if (disconnecting) this.guarded.faults.land();
    try {
      if ('ticketId' in job) {
        await this.#reconciler.sync(job.ticketId);
        return;
      }
      let outcome = await this.#reconciler.sweep();
      // As the processor has it: only a look that finds nothing is the last one.
      for (let look = 1; disconnecting && look < 5 && outcome && outcome.found > 0 && outcome.refused === 0; look++) {
        outcome = await this.#reconciler.sweep();
      }
      if (!outcome) return;
      this.sweepDue = this.phase === 'disconnecting' && (!disconnecting || outcome.found > 0);
      if (disconnecting && outcome.found === 0) {
        await this.oauth.revoke(this.tokens?.refreshToken ?? '');
        this.#erase();
      }
    } catch (error) {
      if (error instanceof Crash) return;
      if (!(error instanceof ProviderError)) throw error;
      if (error.kind === 'reconnect') {
        if (this.phase === 'disconnecting') this.#leaveBehind();
        else this.phase = 'reconnect_required';
      }
      // What the provider refuses is not asked again before the next trigger or sweep.
      if (error.kind === 'bug' && 'sweep' in job && this.phase === 'connected') this.sweepDue = false;
    }
  }

  async connection(): Promise<ConnectionNow> {
    return this.world.connectionNow(this);
  }

  async settle(ticketId: string): Promise<void> {
    this.world.mayCrash();
    this.dirty.delete(ticketId);
  }

  async load(ticketId: string): Promise<SyncState> {
    this.world.mayCrash();
    return {
      ticket: this.world.tickets.get(ticketId) ?? null,
      connection: this.world.connectionNow(this),
      known: this.known.get(ticketId) ?? NEVER_SEEN,
    };
  }

  async save(ticketId: string, known: KnownEvent): Promise<void> {
    this.world.mayCrash();
    this.known.set(ticketId, known);
    this.world.mayCrash();
  }

  async all(): Promise<Map<string, SyncState>> {
    const ids = new Set(this.known.keys());
    for (const ticket of this.world.tickets.values()) {
      if (ticket.assigneeId === this.person.id && ticket.scheduledStart) ids.add(ticket.id);
    }
    return new Map(await Promise.all([...ids].map(async (id) => [id, await this.load(id)] as const)));
  }

  async noteDrift(ticketIds: readonly string[]): Promise<void> {
    this.drifts += ticketIds.length;
  }

  #consent(): GrantTokens {
    const refreshToken = this.issuer.grant(this.#account, [...GRANT_SCOPES[this.name]]);
    return { refreshToken, accessToken: null, expiresAt: null };
  }

  #leaveBehind(): void {
    this.#erase();
    this.leftBehind = true;
  }

  #erase(): void {
    this.phase = 'disconnected';
    this.tokens = null;
    this.dirty.clear();
    this.sweepDue = false;
  }
}
