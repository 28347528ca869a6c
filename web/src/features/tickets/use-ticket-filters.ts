import { useMemo } from 'react';
import { oneOf, useUrlFilters } from '../../components/use-url-filters';
import { priorities, ticketStatuses } from './ticket-words';
import type { TicketFilters } from './tickets-query';

export function useTicketFilters(): [TicketFilters, (change: Partial<TicketFilters>) => void] {
  const [params, change] = useUrlFilters();
  const search = params.get('search') ?? '';
  const status = oneOf(ticketStatuses, params.get('status'));
  const priority = oneOf(priorities, params.get('priority'));
  const clientId = params.get('clientId');
  const assigneeId = params.get('assigneeId');
  return [
    useMemo(
      () => ({ search, status, priority, clientId, assigneeId }),
      [search, status, priority, clientId, assigneeId],
    ),
    change,
  ];
}
