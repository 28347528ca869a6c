import { queryOptions } from '@tanstack/react-query';
import {
  getTicket,
  listAssignableUsers,
  type TicketPriority,
  type TicketQuery,
  type TicketStatus,
} from '../../api/client';

export const ticketsKey = ['tickets'] as const;
/** Lists, single tickets and weeks, all under `ticketsKey`. */
export const ticketKey = (id: string) => [...ticketsKey, 'one', id] as const;
export const commentsKey = (id: string) => ['comments', id] as const;

/** Of the status filter: everything that is still to be done. */
export const toDo = 'todo';
/** Among people's ids, where one is chosen: no one. */
export const nobody = 'nobody';

export interface TicketFilters {
  search: string;
  status: TicketStatus | typeof toDo | null;
  priority: TicketPriority | null;
  clientId: string | null;
  /** A person's id, or `nobody`. */
  assignee: string | null;
}

export function toTicketQuery({ search, status, priority, clientId, assignee }: TicketFilters): TicketQuery {
  return {
    ...(search ? { search } : {}),
    ...(status ? { status: status === toDo ? ['open', 'in_progress', 'waiting'] : [status] } : {}),
    ...(priority ? { priority: [priority] } : {}),
    ...(clientId ? { clientId } : {}),
    ...(assignee ? (assignee === nobody ? { unassigned: true } : { assigneeId: assignee }) : {}),
  };
}

export function ticketQuery(id: string) {
  return queryOptions({ queryKey: ticketKey(id), queryFn: ({ signal }) => getTicket({ path: { id }, signal }) });
}

/** Who can be given work. */
export const assignableQuery = queryOptions({
  queryKey: ['assignable'],
  queryFn: async ({ signal }) => (await listAssignableUsers({ query: { limit: 200 }, signal })).items,
  staleTime: 60_000,
});
