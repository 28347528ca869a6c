import { desiredEvent, type Absence, type ConnectionNow, type TicketNow } from './desired-event.js';
import { hashContent, type EventContent } from './event-content.js';

/**
 * What is known of a ticket's event in one calendar.
 * - `absent`: none of ours is there;
 * - `writing`: a call that changes it was begun and its outcome is not known; the calendar may show either state;
 * - `present`: it is there as `hash` says.
 */
export interface KnownEvent {
  phase: 'absent' | 'writing' | 'present';
  /** Counts the events that this ticket had in this calendar, from 1: which derived id the next insert uses. */
  generation: number;
  /** The provider's id; null while absent, and while a first insert is under way. */
  externalId: string | null;
  etag: string | null;
  /** Of the content that the event has, see `hashContent`; null when not known. */
  hash: string | null;
  /** When the event ends as it stands in the calendar; null when not known. */
  endsAt: Date | null;
}

export const NEVER_SEEN: KnownEvent = {
  phase: 'absent',
  generation: 1,
  externalId: null,
  etag: null,
  hash: null,
  endsAt: null,
};

/** The event is gone for good; the next one gets an id of its own. */
export function goneEvent(known: KnownEvent): KnownEvent {
  return { ...NEVER_SEEN, generation: known.generation + 1 };
}

export interface Written {
  content: EventContent;
  hash: string;
  endsAt: Date;
}

export type SyncAction =
  | { kind: 'nothing'; why: 'in_step' | 'over' | 'suspended' | 'reconnect_required' | Absence }
  /** `lookFirst`: an insert with this id was begun before, its event may be there. */
  | ({ kind: 'insert'; generation: number; lookFirst: boolean } & Written)
  | ({ kind: 'update'; externalId: string; etag: string | null } & Written)
  /** Without an external id: whatever an insert whose outcome is not known may have left. */
  | { kind: 'remove'; externalId: string | null; generation: number; why: Absence };

export interface SyncInput {
  /** Null when deleted. */
  ticket: TicketNow | null;
  connection: ConnectionNow;
  known: KnownEvent;
  now: Date;
}

/** The one decision of calendar sync: what to do so that the calendar shows what the schedule says. Pure. */
export function planSync({ ticket, connection, known, now }: SyncInput): SyncAction {
  if (!connection.orgActive) return { kind: 'nothing', why: 'suspended' };
  if (connection.phase === 'reconnect_required') return { kind: 'nothing', why: 'reconnect_required' };

  const desired = desiredEvent(ticket, connection, now);
  if (connection.phase === 'disconnecting' && isHistory(known, now)) return { kind: 'nothing', why: 'over' };
  if (desired.want === 'none') {
    if (known.phase === 'absent') return { kind: 'nothing', why: desired.why };
    return { kind: 'remove', externalId: known.externalId, generation: known.generation, why: desired.why };
  }

  const { content, endsAt } = desired;
  const written = { content, hash: hashContent(content), endsAt };
  if (known.phase === 'absent') {
    if (desired.want === 'kept') return { kind: 'nothing', why: 'over' };
    return { kind: 'insert', generation: known.generation, lookFirst: false, ...written };
  }
  if (known.externalId === null) {
    return { kind: 'insert', generation: known.generation, lookFirst: true, ...written };
  }
  if (known.phase === 'present' && known.hash === written.hash) return { kind: 'nothing', why: 'in_step' };
  return { kind: 'update', externalId: known.externalId, etag: known.etag, ...written };
}

/** Stands in the calendar and is over there: a record of work done, which a disconnect leaves. */
function isHistory(known: KnownEvent, now: Date): boolean {
  return known.phase === 'present' && known.endsAt !== null && known.endsAt <= now;
}
