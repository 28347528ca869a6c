import type { Ticket, TicketPriority, TicketStatus } from '../../api/client';
import type { StatusTone } from '../../components/status-dot';

export const ticketStatuses: readonly TicketStatus[] = ['open', 'in_progress', 'waiting', 'resolved', 'closed'];
export const priorities: readonly TicketPriority[] = ['urgent', 'high', 'normal', 'low'];

export const statusTones = {
  open: 'waiting',
  in_progress: 'accent',
  waiting: 'attention',
  resolved: 'ok',
  closed: 'off',
} as const satisfies Record<TicketStatus, StatusTone>;

/** Nothing is to be done any more. */
export function isDone(ticket: Pick<Ticket, 'status'>): boolean {
  return ticket.status === 'resolved' || ticket.status === 'closed';
}
