import { queryOptions } from '@tanstack/react-query';
import { getCalendarFeed, listCalendars, type Calendar } from '../../api/client';
import { queryClient } from '../../app/query-client';

/** Milliseconds between two looks of the open page: while events are on their way, and else. */
const WATCHED = 2_000;
const QUIET = 5_000;

export const calendarsQuery = queryOptions({
  queryKey: ['my-calendars'],
  queryFn: async ({ signal }) => (await listCalendars({ signal })).items,
  staleTime: 10_000,
});

/** How soon to look again: often while something moves. */
export function lookAgain(calendars: readonly Calendar[] | undefined): number {
  const moves = calendars?.some(({ pending, status }) => pending > 0 && status !== 'reconnect_required') ?? false;
  return moves ? WATCHED : QUIET;
}

export const feedQuery = queryOptions({
  queryKey: ['my-calendar-feed'],
  queryFn: ({ signal }) => getCalendarFeed({ signal }),
});

export function refreshCalendars(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
}

/** A way of the browser itself: the server answers with a redirect to the provider. */
export function connectUrl(provider: Calendar['provider']): string {
  return `/api/v1/me/calendars/${provider}/connect`;
}
