import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listAssignableUsers } from '../../api/client';
import { getTicket, listComments, listTickets, type TicketPriority, type TicketQuery, type TicketStatus } from '../../api/desk';

export const ticketsKey = ['tickets'] as const;
/** Lists, single tickets and weeks, all under `ticketsKey`. */
export const ticketKey = (id: string) => [...ticketsKey, 'one', id] as const;
export const commentsKey = (id: string) => ['comments', id] as const;

export interface TicketFilters {
  search: string;
  status: TicketStatus | null;
  priority: TicketPriority | null;
  clientId: string | null;
  assigneeId: string | null;
}

function toQuery(filters: TicketFilters): TicketQuery {
  return {
    ...(filters.search ? { search: filters.search } : {}),
    ...(filters.status ? { status: filters.status } : {}),
    ...(filters.priority ? { priority: filters.priority } : {}),
    ...(filters.clientId ? { clientId: filters.clientId } : {}),
    ...(filters.assigneeId ? { assigneeId: filters.assigneeId } : {}),
  };
}

export function ticketsQuery(filters: TicketFilters) {
  return infiniteQueryOptions({
    queryKey: [...ticketsKey, 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      listTickets({ query: { ...toQuery(filters), ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function ticketQuery(id: string) {
  return queryOptions({ queryKey: ticketKey(id), queryFn: ({ signal }) => getTicket({ path: { id }, signal }) });
}

export function commentsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: commentsKey(id),
    queryFn: ({ pageParam, signal }) =>
      listComments({ path: { id }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Who can be given work. */
export const assignableQuery = queryOptions({
  queryKey: ['assignable'],
  queryFn: async ({ signal }) => (await listAssignableUsers({ query: { limit: 200 }, signal })).items,
  staleTime: 60_000,
});
