import { queryOptions } from '@tanstack/react-query';
import { listTickets, type Ticket } from '../../api/desk';
import { addDays, startOfDay } from '../../components/zoned-time';
import { ticketsKey } from '../tickets/tickets-query';

/** All tickets that are scheduled in the week that begins on `first`. */
export function weekQuery(first: string, zone: string) {
  return queryOptions({
    queryKey: [...ticketsKey, 'week', first, zone],
    queryFn: async ({ signal }) => {
      const tickets: Ticket[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listTickets>> = await listTickets({
          query: {
            limit: 200,
            from: startOfDay(first, zone),
            to: startOfDay(addDays(first, 7), zone),
            ...(cursor ? { cursor } : {}),
          },
          signal,
        });
        tickets.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return tickets;
    },
  });
}
