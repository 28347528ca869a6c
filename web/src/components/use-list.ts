import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { Page } from '../api/client';
import type { Problem } from '../api/problem';
import { useUndeleted } from './undoable-delete';

/**
 * A keyset list of the API, page after page, as `DataTable` wants it: spread `table` into it.
 *
 * Rows that were deleted here are left out. `count` is the number of rows at hand, with "+" where there are more: counting
 * all of a large table would slow it down.
 */
export function useList<Row extends { id: string }>(
  key: QueryKey,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  /** Milliseconds until it is asked again by itself, or false; by the rows at hand. */
  refetchInterval?: (rows: readonly Row[]) => number | false,
): {
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
    refetchInterval: ({ state }) => refetchInterval?.(itemsOf(state.data?.pages ?? [])) ?? false,
  });
  const { data, hasNextPage } = list;
  const all = useUndeleted(useMemo(() => data && itemsOf(data.pages), [data]));
  // Deferred, so that the browser stays free for whoever types or scrolls while many rows are drawn.
  const { rows, more } = useDeferredValue(useMemo(() => ({ rows: all, more: hasNextPage }), [all, hasNextPage]));
  return {
    count: rows ? `${rows.length}${more ? '+' : ''}` : null,
    table: {
      rows,
      problem: list.error,
      onRetry: () => void list.refetch(),
      more: {
        has: more,
        loading: list.isFetchingNextPage,
        load: () => void list.fetchNextPage(),
      },
    },
  };
}

function itemsOf<Row>(pages: readonly Page<Row>[]): Row[] {
  return pages.flatMap((page) => page.items);
}
