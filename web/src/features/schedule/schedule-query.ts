import { queryOptions } from '@tanstack/react-query';
import { listTickets } from '../../api/client';
import { addDays } from '../../components/zoned-time';
import { ticketsKey } from '../tickets/tickets-query';

/** All tickets that are scheduled in the week that begins on `first`, days of the organization's time zone. */
export function weekQuery(first: string) {
  return queryOptions({
    queryKey: [...ticketsKey, 'week', first],
    queryFn: async ({ signal }) => (await listTickets({ query: { from: first, to: addDays(first, 6) }, signal })).items,
  });
}
