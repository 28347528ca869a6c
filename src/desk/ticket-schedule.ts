import type { OrgId, UserId } from '../shared/ids/ids.js';
import type { TicketStatus } from './tickets/ticket.entity.js';

/** A ticket as far as a calendar cares. */
export interface ScheduledTicket {
  id: string;
  number: number;
  subject: string;
  description: string | null;
  status: TicketStatus;
  clientName: string | null;
  assigneeId: UserId | null;
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  allDay: boolean;
}

/** What other modules read of the schedule. */
export abstract class TicketSchedule {
  /** Those of `ids` that exist, by id. */
  abstract tickets(orgId: OrgId, ids: readonly string[]): Promise<Map<string, ScheduledTicket>>;

  /**
   * Ids of the tickets that are scheduled for a person and may end after `after`; a day more than that where a ticket is all
   * day or has no end.
   */
  abstract scheduledFor(orgId: OrgId, userId: UserId, after: Date): Promise<string[]>;

  /** Ids of a client's tickets that are scheduled and may end after `after`. */
  abstract scheduledOf(orgId: OrgId, clientId: string, after: Date): Promise<string[]>;
}
