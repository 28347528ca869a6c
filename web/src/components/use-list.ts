import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { Problem } from '../api/problem';

interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

/**
 * A keyset list of the API, page after page, as `DataTable` wants it: spread `table` into it.
 *
 * `count` is the number of rows at hand, with "+" where there are more: counting all of a large table would slow it down.
 */
export function useList<Row>(
  key: QueryKey,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): {
  rows: Row[] | undefined;
  count: string | null;
  table: {
    rows: Row[] | undefined;
    problem: Problem | null;
    onRetry: () => void;
    more: { has: boolean; loading: boolean; load: () => void };
  };
} {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const rows = list.data?.pages.flatMap((page) => page.items);
  return {
    rows,
    count: rows ? `${rows.length}${list.hasNextPage ? '+' : ''}` : null,
    table: {
      rows,
      problem: list.error,
      onRetry: () => void list.refetch(),
      more: {
        has: list.hasNextPage,
        loading: list.isFetchingNextPage,
        load: () => void list.fetchNextPage(),
      },
    },
  };
}
