import { infiniteQueryOptions } from '@tanstack/react-query';
import { listUsers, type Role, type UserStatus } from '../../api/client';

export interface UserFilters {
  search: string;
  role: Role | null;
  status: UserStatus | null;
}

export const usersKey = ['users'] as const;

/** The list by its filters, page after page; asked again while an invite's mail is on its way. */
export function usersQuery(filters: UserFilters) {
  return infiniteQueryOptions({
    queryKey: [...usersKey, filters],
    queryFn: ({ pageParam, signal }) =>
      listUsers({
        query: {
          ...(filters.search ? { search: filters.search } : {}),
          ...(filters.role ? { role: filters.role } : {}),
          ...(filters.status ? { status: filters.status } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some((user) => user.invite?.state === 'queued')) ? 2000 : false,
  });
}
