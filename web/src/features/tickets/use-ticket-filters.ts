import { useMemo } from 'react';
import { oneOf, useUrlFilters } from '../../components/use-url-filters';
import { priorities, ticketStatuses } from './ticket-words';
import { type TicketFilters, toDo } from './tickets-query';

export const statusFilters = [toDo, ...ticketStatuses] as const;

export function useTicketFilters(): [TicketFilters, (change: Partial<TicketFilters>) => void] {
  const [params, change] = useUrlFilters();
  const search = params.get('search') ?? '';
  const status = oneOf(statusFilters, params.get('status'));
  const priority = oneOf(priorities, params.get('priority'));
  const clientId = params.get('clientId');
  const assignee = params.get('assignee');
  return [
    useMemo(() => ({ search, status, priority, clientId, assignee }), [search, status, priority, clientId, assignee]),
    change,
  ];
}
