import type { Ticket } from '../../api/client';

const fields = {
  subject: (ticket) => ticket.subject,
  description: (ticket) => ticket.description,
  status: (ticket) => ticket.status,
  priority: (ticket) => ticket.priority,
  client: (ticket) => ticket.clientId,
  assignee: (ticket) => ticket.assigneeId,
  schedule: (ticket) => `${ticket.scheduledStart} ${ticket.scheduledEnd} ${ticket.allDay}`,
} as const satisfies Record<string, (ticket: Ticket) => unknown>;

export type TicketField = keyof typeof fields;

/** Which fields of a ticket differ between two readings. */
export function changedFields(before: Ticket, now: Ticket): TicketField[] {
  return (Object.keys(fields) as TicketField[]).filter((field) => fields[field](before) !== fields[field](now));
}
