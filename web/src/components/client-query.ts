import { queryOptions } from '@tanstack/react-query';
import { getClient } from '../api/client';

export const clientsKey = ['clients'] as const;

export function clientQuery(id: string) {
  return queryOptions({
    queryKey: [...clientsKey, 'one', id],
    queryFn: ({ signal }) => getClient({ path: { id }, signal }),
  });
}
