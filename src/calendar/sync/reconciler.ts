import type { Clock } from '../../shared/time/clock.js';
import type { CalendarProvider, EventDraft, EventKey, RemoteEvent } from '../providers/calendar-provider.js';
import { ProviderError, type ProviderErrorCode } from '../providers/provider-error.js';
import { desiredEvent, type ConnectionNow, type TicketNow } from './desired-event.js';
import { LOOK_BACK, compareEvent, planSweep, type KnownTicket } from './plan-sweep.js';
import { goneEvent, planSync, type KnownEvent, type SyncAction, type Written } from './plan-sync.js';
import { showsContent } from './shows-content.js';

export interface SyncState {
  ticket: TicketNow | null;
  connection: ConnectionNow;
  known: KnownEvent;
}

/** What sync reads and remembers of one connection. Each call is a transaction of its own; none is held open over a provider call. */
export interface SyncStore {
  /** Ticket, person and organization as they are at this moment. */
  load(ticketId: string): Promise<SyncState>;
  /** Must be on disk when it resolves: a call to the provider follows. */
  save(ticketId: string, known: KnownEvent): Promise<void>;
  connection(): Promise<ConnectionNow>;
  /** Every ticket of which something is known here, and every one that is scheduled for this person and not over. */
  all(): Promise<Map<string, SyncState>>;
  /**
   * Nothing is left to do for a ticket as it was loaded last. With an error: the provider refuses it, and will again; it is not
   * asked before the next change or sweep.
   */
  settle(ticketId: string, error: ProviderErrorCode | null): Promise<void>;
  /** For people: these were changed by hand in the calendar, and are put right. */
  noteDrift(ticketIds: readonly string[]): Promise<void>;
}

export type SyncOutcome = (SyncAction & { kind: 'nothing' })['why'] | 'refused';

export interface SweepOutcome {
  /** What was not as it should be. */
  found: number;
  /** What of it the provider refused to put right. */
  refused: number;
}

/** Enough for a ticket that keeps changing while it is written; its next trigger goes on from there. */
const ROUNDS = 6;
const CHANGES = 3;

/**
 * Makes one calendar show what the schedule says. It is asked, never told: it reads what should be and what is known, acts, and reads
 * again. One at a time for a connection; the caller holds a lock.
 *
 * Every write to the provider is preceded by the saved intent (`phase: 'writing'`), so that after a crash or a lost reply the
 * next run knows that it does not know. Throws `ProviderError`; what was done until then stays right.
 */
export class Reconciler {
  constructor(
    private readonly store: SyncStore,
    private readonly provider: CalendarProvider,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves with the reason why nothing is left to do; what the provider refuses is such a reason too. Rejects with what
   * concerns the whole connection.
   */
  async sync(ticketId: string): Promise<SyncOutcome> {
    for (let round = 0; round < ROUNDS; round++) {
      const state = await this.store.load(ticketId);
      const action = planSync({ ...state, now: this.clock.now() });
      if (action.kind === 'nothing') {
        // What waits for the organization or the person stays asked for.
        if (action.why !== 'suspended' && action.why !== 'reconnect_required') await this.store.settle(ticketId, null);
        return action.why;
      }
      try {
        if (action.kind === 'remove') await this.#remove(ticketId, state, action.externalId);
        else await this.#write(ticketId, state, action);
      } catch (error) {
        if (!(error instanceof ProviderError && error.isAboutOneEvent)) throw error;
        await this.store.settle(ticketId, error.code);
        return 'refused';
      }
    }
    throw new ProviderError(
      { kind: 'try_later', code: 'unavailable' },
      'the ticket changes faster than it can be written',
    );
  }

  /**
   * Looks at the whole calendar: removes doubles, finds what was changed by hand or never came to be known, and syncs all that
   * is not in step. Undefined where no look may be taken: the organization is suspended, or the grant dead.
   */
  async sweep(): Promise<SweepOutcome | undefined> {
    const now = this.clock.now();
    const states = await this.store.all();
    const connection = [...states.values()][0]?.connection ?? (await this.store.connection());
    if (!connection.orgActive || connection.phase === 'reconnect_required') return undefined;

    const tickets = new Map([...states].map(([id, state]) => [id, knownTicket(state, now)]));
    const remote = await this.provider.list(connection.userId, this.clock.in(-LOOK_BACK));
    const drifted: string[] = [];
    const changed = new Set<string>();
    let [doubles, refused] = [0, 0];
    for (const finding of planSweep({ tickets, remote, connectionId: connection.id, now })) {
      if (finding.kind === 'double') {
        doubles++;
        if (!(await this.#removeDouble(finding.externalId))) refused++;
        continue;
      }
      const learned =
        finding.kind === 'learned' ? finding : await this.#lookUp(finding.ticketId, finding.externalId, tickets);
      if (!learned) continue;
      await this.store.save(learned.ticketId, learned.known);
      changed.add(learned.ticketId);
      if (learned.drift) drifted.push(learned.ticketId);
    }
    if (drifted.length > 0) await this.store.noteDrift(drifted);
    for (const [ticketId, state] of states) {
      if (planSync({ ...state, now }).kind !== 'nothing') changed.add(ticketId);
    }
    for (const ticketId of changed) if ((await this.sync(ticketId)) === 'refused') refused++;
    return { found: doubles + changed.size, refused };
  }

  async #removeDouble(externalId: string): Promise<boolean> {
    try {
      await this.provider.remove(externalId);
      return true;
    } catch (error) {
      if (error instanceof ProviderError && error.isAboutOneEvent) return false;
      throw error;
    }
  }

  async #lookUp(ticketId: string, externalId: string, tickets: ReadonlyMap<string, KnownTicket>) {
    const ticket = tickets.get(ticketId);
    if (!ticket) return undefined;
    return compareEvent(ticketId, ticket, await orGone(this.provider.get(externalId)));
  }

  async #write(ticketId: string, state: SyncState, action: SyncAction & { kind: 'insert' | 'update' }): Promise<void> {
    const draft = draftOf(ticketId, state, action);
    const begun: KnownEvent = { ...state.known, phase: 'writing', hash: null, endsAt: null };
    await this.store.save(ticketId, begun);
    if (action.kind === 'update') return this.#update(ticketId, begun, draft, action, action.etag);

    const found = action.lookFirst ? await this.provider.find(draft.key) : undefined;
    const inserted = found ?? (await this.provider.insert(draft));
    if (inserted !== 'taken' && inserted !== found) return this.#settle(ticketId, begun, inserted, action);

    const standing = found ?? (await this.provider.find(draft.key));
    // The id is spent, and what it named cannot be found: the next event gets another one.
    if (!standing) return this.store.save(ticketId, goneEvent(begun));
    if (showsContent(standing, action.content, action.hash)) return this.#settle(ticketId, begun, standing, action);
    const adopted = { ...begun, externalId: standing.externalId };
    await this.store.save(ticketId, adopted);
    try {
      await this.#update(ticketId, adopted, draft, action, standing.etag);
    } catch (error) {
      // A deleted event may refuse to be revived; its id is spent.
      if (!standing.cancelled || !(error instanceof ProviderError && error.isAboutOneEvent)) throw error;
      await this.store.save(ticketId, goneEvent(adopted));
    }
  }

  async #update(
    ticketId: string,
    known: KnownEvent,
    draft: EventDraft,
    written: Written,
    etag: string | null,
  ): Promise<void> {
    const externalId = known.externalId as string;
    let condition = etag;
    let drift = false;
    for (let change = 0; change < CHANGES; change++) {
      const event = await orGone(this.provider.update(externalId, draft, condition));
      if (event === undefined) return this.store.save(ticketId, goneEvent(known));
      if (event !== 'changed') {
        await this.#settle(ticketId, known, event, written);
        if (drift) await this.store.noteDrift([ticketId]);
        return;
      }
      const standing = await orGone(this.provider.get(externalId));
      if (!standing) return this.store.save(ticketId, goneEvent(known));
      // Our own write, whose reply was lost.
      if (showsContent(standing, written.content, written.hash))
        return this.#settle(ticketId, known, standing, written);
      drift = true;
      condition = standing.etag;
    }
    throw new ProviderError(
      { kind: 'try_later', code: 'unavailable' },
      'the event keeps being changed in the calendar',
    );
  }

  async #remove(ticketId: string, state: SyncState, externalId: string | null): Promise<void> {
    const begun: KnownEvent = { ...state.known, phase: 'writing', hash: null, endsAt: null };
    await this.store.save(ticketId, begun);
    const key = keyOf(ticketId, state, begun.generation);
    const target = externalId ?? (await this.provider.find(key))?.externalId;
    if (target !== undefined) await this.provider.remove(target);
    await this.store.save(ticketId, goneEvent(begun));
  }

  #settle(ticketId: string, known: KnownEvent, event: RemoteEvent, { hash, endsAt }: Written): Promise<void> {
    const { externalId, etag } = event;
    return this.store.save(ticketId, { ...known, phase: 'present', externalId, etag, hash, endsAt });
  }
}

function draftOf(ticketId: string, state: SyncState, { content, hash }: Written): EventDraft {
  return { key: keyOf(ticketId, state, state.known.generation), owner: state.connection.userId, content, hash };
}

function keyOf(ticketId: string, { connection }: SyncState, generation: number): EventKey {
  return { connectionId: connection.id, ticketId, generation };
}

function knownTicket({ ticket, connection, known }: SyncState, now: Date): KnownTicket {
  const desired = desiredEvent(ticket, connection, now);
  return { known, content: desired.want === 'none' ? null : desired.content };
}

async function orGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'gone') return undefined;
    throw error;
  }
}
