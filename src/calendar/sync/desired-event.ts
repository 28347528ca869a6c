import type { ScheduledTicket } from '../../desk/index.js';
import type { UserId } from '../../shared/ids/ids.js';
import { MINUTE, SECOND } from '../../shared/time/clock.js';
import { addDays, localDate, startOfDay } from '../../shared/time/zoned-time.js';
import type { EventContent, EventTime } from './event-content.js';

/** What a ticket is now. */
export type TicketNow = ScheduledTicket;

/** The person, organization and grant behind a calendar connection, as they are now. */
export interface ConnectionNow {
  id: string;
  userId: UserId;
  /**
   * - `connected`: calls may be made;
   * - `disconnecting`: calls may still be made, to take our future events out;
   * - `reconnect_required`: the grant is dead, nothing can be done.
   */
  phase: 'connected' | 'disconnecting' | 'reconnect_required';
  /** Active, and of a role that tickets may be assigned to. */
  assignable: boolean;
  orgActive: boolean;
  /** The organization's IANA zone. */
  timeZone: string;
  /** Address under which tickets are opened, without a trailing slash: `https://desk.example.com/tickets`. */
  ticketsUrl: string;
}

/** Why there should be no event. The ticket page says it in words. */
export type Absence =
  'ticket_deleted' | 'not_scheduled' | 'other_assignee' | 'not_assignable' | 'resolved' | 'disconnecting';

/**
 * - `event`: it should be there;
 * - `kept`: where it stands it stays and is kept right, but it is not made anew (its time is over);
 * - `none`: it should not be there.
 */
export type Desired = { want: 'event' | 'kept'; content: EventContent; endsAt: Date } | { want: 'none'; why: Absence };

const DEFAULT_LENGTH = 60 * MINUTE;
const MAX_DESCRIPTION = 2_000;
const MAX_TITLE = 250;

/** What should be in this calendar for this ticket. Pure. */
export function desiredEvent(ticket: TicketNow | null, connection: ConnectionNow, now: Date): Desired {
  if (!ticket) return { want: 'none', why: 'ticket_deleted' };
  if (ticket.assigneeId !== connection.userId) return { want: 'none', why: 'other_assignee' };
  if (!ticket.scheduledStart) return { want: 'none', why: 'not_scheduled' };

  const time = eventTime(ticket.scheduledStart, ticket.scheduledEnd, ticket.allDay, connection.timeZone);
  const endsAt = endOf(time);
  const over = endsAt <= now;
  const why =
    connection.phase === 'disconnecting'
      ? 'disconnecting'
      : !connection.assignable
        ? 'not_assignable'
        : ticket.status === 'resolved' || ticket.status === 'closed'
          ? 'resolved'
          : undefined;
  if (why && !over) return { want: 'none', why };
  return { want: over ? 'kept' : 'event', content: contentOf(ticket, connection, time), endsAt };
}

/**
 * A ticket without an end lasts 60 minutes. All day: the days of start and end in the organization's zone; an end at
 * midnight closes the day before it.
 */
export function eventTime(start: Date, end: Date | null, allDay: boolean, zone: string): EventTime {
  if (!allDay) {
    const until = end && wholeSeconds(end) > wholeSeconds(start) ? end : new Date(start.getTime() + DEFAULT_LENGTH);
    return { allDay: false, start: wholeSeconds(start), end: wholeSeconds(until), zone };
  }
  const startDate = localDate(start, zone);
  const lastDate = end && end > start ? localDate(new Date(end.getTime() - 1), zone) : startDate;
  return { allDay: true, startDate, endDate: addDays(lastDate, 1), zone };
}

export function endOf(time: EventTime): Date {
  return time.allDay ? startOfDay(time.endDate, time.zone) : new Date(time.end);
}

function wholeSeconds(instant: Date): string {
  const whole = new Date(Math.floor(instant.getTime() / SECOND) * SECOND);
  return whole.toISOString().replace('.000Z', 'Z');
}

function contentOf(ticket: TicketNow, connection: ConnectionNow, time: EventTime): EventContent {
  const client = ticket.clientName?.trim();
  const lines = [
    ...(client ? [`Client: ${client}`] : []),
    ...(ticket.description?.trim() ? [cut(ticket.description.trim(), MAX_DESCRIPTION)] : []),
    `${connection.ticketsUrl}/${ticket.id}`,
  ];
  return {
    title: cut(`#${ticket.number} ${ticket.subject.trim()}${client ? ` – ${client}` : ''}`, MAX_TITLE),
    description: lines.join('\n\n'),
    time,
  };
}

/** By code points, so that no character is torn. */
function cut(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}
