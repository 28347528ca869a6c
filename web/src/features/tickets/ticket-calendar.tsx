import type { Ticket } from '../../api/desk';

/** Below a ticket's schedule: whether it stands in the assignee's calendar, or why not. Filled by calendar sync. */
export function TicketCalendar(_: { ticket: Ticket }) {
  return null;
}
