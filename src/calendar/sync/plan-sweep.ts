import { DAY } from '../../shared/time/clock.js';
import type { RemoteEvent } from '../providers/calendar-provider.js';
import { endOf } from './desired-event.js';
import { hashContent, type EventContent } from './event-content.js';
import { goneEvent, NEVER_SEEN, type KnownEvent } from './plan-sync.js';
import { showsContent } from './shows-content.js';

/** What is longer over is left alone by sweeps, in the rows and at the provider. */
export const LOOK_BACK = 60 * DAY;

/** What a look at the whole calendar says of one event of ours. */
export type SweepFinding =
  /** Not the event that is known for its ticket: made by a call that was given up and came through late, or copied by hand. */
  | { kind: 'double'; externalId: string }
  | Learned
  /** Known, and not in the list, which leaves out what is over: it has to be looked up. */
  | { kind: 'missing'; ticketId: string; externalId: string };

/** The knowledge of a ticket's event changes; syncing the ticket then makes it right. */
export interface Learned {
  kind: 'learned';
  ticketId: string;
  known: KnownEvent;
  /** Somebody changed it by hand. */
  drift: boolean;
}

export interface KnownTicket {
  known: KnownEvent;
  /** What the event should say by now; null where there should be none. */
  content: EventContent | null;
}

export interface SweepInput {
  /** Every ticket of which something is known in this calendar, by its id. */
  tickets: ReadonlyMap<string, KnownTicket>;
  /** All of our events in the calendar that are not deleted; those long over may be left out. */
  remote: readonly RemoteEvent[];
  connectionId: string;
  now: Date;
}

/** Compares what is in a calendar with what is known of it. Pure; decides nothing about what should be there. */
export function planSweep({ tickets, remote, connectionId, now }: SweepInput): SweepFinding[] {
  const findings: SweepFinding[] = [];
  const seen = new Set<string>();
  const adopted = new Set<string>();
  const ticketOf = new Map<string, string>();
  for (const [ticketId, { known }] of tickets) if (known.externalId) ticketOf.set(known.externalId, ticketId);

  for (const event of remote) {
    const ticketId = ticketOf.get(event.externalId);
    const ticket = ticketId === undefined ? undefined : tickets.get(ticketId);
    if (ticketId !== undefined && ticket) {
      seen.add(ticketId);
      const finding = compareEvent(ticketId, ticket, event);
      if (finding) findings.push(finding);
      continue;
    }
    const key = event.mark?.key;
    // What is over and was made by an earlier connection is a record of work that its disconnect left.
    if (key && key.connectionId !== connectionId && event.time && endOf(event.time) <= now) continue;
    const before = key && (tickets.get(key.ticketId)?.known ?? NEVER_SEEN);
    if (!key || before?.externalId || adopted.has(key.ticketId)) {
      findings.push({ kind: 'double', externalId: event.externalId });
      continue;
    }
    adopted.add(key.ticketId);
    const generation = Math.max(before?.generation ?? 1, key.generation);
    const { externalId, etag } = event;
    findings.push({
      kind: 'learned',
      ticketId: key.ticketId,
      known: { phase: 'writing', generation, externalId, etag, hash: null, endsAt: null },
      drift: false,
    });
  }

  for (const [ticketId, { known }] of tickets) {
    if (known.externalId && !seen.has(ticketId))
      findings.push({ kind: 'missing', ticketId, externalId: known.externalId });
  }
  return findings;
}

/**
 * What one event, looked at, says of what is known: undefined when nothing new. `event` is undefined where there is none
 * any more.
 */
export function compareEvent(
  ticketId: string,
  { known, content }: KnownTicket,
  event: RemoteEvent | undefined,
): Learned | undefined {
  const present = known.phase === 'present';
  if (!event || event.cancelled) return { kind: 'learned', ticketId, known: goneEvent(known), drift: present };
  if (event.etag !== null && event.etag === known.etag) return undefined;
  if (present && content && known.hash === hashContent(content)) {
    // Touched without a change that concerns us, a colour or a reminder: only the etag is new.
    if (showsContent(event, content, known.hash)) {
      return { kind: 'learned', ticketId, known: { ...known, etag: event.etag }, drift: false };
    }
  }
  return {
    kind: 'learned',
    ticketId,
    known: { ...known, phase: 'writing', etag: event.etag, hash: null, endsAt: null },
    drift: present,
  };
}
