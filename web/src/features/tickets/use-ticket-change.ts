import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Page, type Ticket, type UpdateTicket, updateTicket } from '../../api/client';
import { notify } from '../../components/notify';
import { useProblemText } from '../../components/problem-text';
import { ticketsKey } from './tickets-query';

type Held = Ticket | InfiniteData<Page<Ticket>> | Ticket[] | undefined;

/** The same data with one ticket changed, whichever of the shapes under `ticketsKey` it is. */
function withTicket(held: Held, id: string, change: (ticket: Ticket) => Ticket): Held {
  if (!held) return held;
  const one = (ticket: Ticket) => (ticket.id === id ? change(ticket) : ticket);
  if (Array.isArray(held)) return held.map(one);
  if ('pages' in held) return { ...held, pages: held.pages.map((page) => ({ ...page, items: page.items.map(one) })) };
  return one(held);
}

/** What is sent, and what shows until the answer comes. */
export interface TicketChange {
  id: string;
  body: UpdateTicket;
  shown: Partial<Ticket>;
}

/**
 * Changes a ticket in every list, page and week at once, and puts it back where it was with a word of why if the server
 * refuses. Sends only what was changed, without a version: a field that someone else changes meanwhile stays theirs.
 */
export function useTicketChange() {
  const queryClient = useQueryClient();
  const text = useProblemText();
  return useMutation({
    mutationFn: ({ id, body }: TicketChange) => updateTicket({ path: { id }, body }),
    onMutate: async ({ id, shown }) => {
      await queryClient.cancelQueries({ queryKey: ticketsKey });
      const before = queryClient.getQueriesData<Held>({ queryKey: ticketsKey });
      queryClient.setQueriesData<Held>({ queryKey: ticketsKey }, (held) =>
        withTicket(held, id, (ticket) => ({ ...ticket, ...shown })),
      );
      return before;
    },
    onError: (error, _change, before) => {
      for (const [key, held] of before ?? []) queryClient.setQueryData(key, held);
      notify(text(error));
    },
    onSettled: () => {
      // While more changes are on their way, an answer would show the state before them.
      if (queryClient.isMutating({ mutationKey: ['ticket-change'] }) <= 1) {
        return queryClient.invalidateQueries({ queryKey: ticketsKey });
      }
      return undefined;
    },
    mutationKey: ['ticket-change'],
  });
}
