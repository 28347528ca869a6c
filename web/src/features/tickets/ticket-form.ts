import type { ClientRef, Person, TicketPriority, UpdateTicket } from '../../api/client';
import { fromScheduleValues, type ScheduleValues } from './ticket-when';

/** Who does it, and when, as the fields hold it. */
export interface PlanValues extends ScheduleValues, Record<string, unknown> {
  assignee: Person | null;
}

/** All of a ticket's fields. */
export interface TicketValues extends PlanValues {
  subject: string;
  description: string;
  client: ClientRef | null;
  priority: TicketPriority;
}

/** What the server's paths are called here. */
export const fieldOfPath = {
  clientId: 'client',
  assigneeId: 'assignee',
  scheduledStart: 'start',
  scheduledEnd: 'end',
} as const;

/** What the server would refuse of a schedule, as a text of `tickets.dialog`. */
export const planFaults = {
  start: ({ start, end, allDay }: ScheduleValues) => ((end || allDay) && !start ? 'startNeeded' : null),
  end: ({ start, end, allDay }: ScheduleValues) =>
    end && start && (allDay ? end < start : end <= start) ? 'endBeforeStart' : null,
} as const;

/** `touched` tells the fields to send: all of a new ticket; of another only what was changed, as the rest is someone else's. */
export function planBody(values: PlanValues, touched: (path: string) => boolean): UpdateTicket {
  const scheduled = touched('start') || touched('end') || touched('allDay');
  return {
    ...(touched('assignee') ? { assigneeId: values.assignee?.id ?? null } : {}),
    ...(scheduled ? fromScheduleValues(values) : {}),
  };
}

export function ticketBody(values: TicketValues, touched: (path: string) => boolean): UpdateTicket {
  return {
    ...(touched('subject') ? { subject: values.subject.trim() } : {}),
    ...(touched('description') ? { description: values.description.trim() || null } : {}),
    ...(touched('client') ? { clientId: values.client?.id ?? null } : {}),
    ...(touched('priority') ? { priority: values.priority } : {}),
    ...planBody(values, touched),
  };
}
