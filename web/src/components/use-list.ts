import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { Page } from '../api/client';
import { listQuery, rowsOf } from '../api/list-query';
import type { Problem } from '../api/problem';
import { useUndeleted } from './undoable-delete';

/** Rows that are not at hand but can be had. */
export interface MoreRows {
  has: boolean;
  loading: boolean;
  load: () => void;
}

/**
 * A keyset list of the API, page after page, as `DataTable` wants it: spread `table` into it.
 *
 * Rows that were deleted here are left out. `count` is the number of rows up to the last at hand, with "+" where there are
 * more: counting all of a large table would slow it down.
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
    /** Rows of the list before the first at hand. */
    from: number;
    problem: Problem | null;
    onRetry: () => void;
    earlier: MoreRows;
    more: MoreRows;
  };
} {
  const list = useInfiniteQuery({
    ...listQuery(key, load),
    refetchInterval: ({ state }) => refetchInterval?.(rowsOf(state.data?.pages ?? [])) ?? false,
  });
  const { data, hasNextPage } = list;
  const rows = useUndeleted(useMemo(() => data && rowsOf(data.pages), [data]));
  const from = data?.pageParams[0]?.from ?? 0;
  // Deferred, so that the browser stays free for whoever types or scrolls while many rows are drawn.
  const shown = useDeferredValue(useMemo(() => ({ rows, from, more: hasNextPage }), [rows, from, hasNextPage]));

  const loadEarlier = async () => {
    const { data: now } = await list.fetchPreviousPage();
    // Rows came or went in between: the pages no longer meet.
    if (now && now.pages[0]?.nextCursor !== now.pageParams[1]?.cursor) await list.refetch();
  };

  return {
    count: shown.rows ? `${shown.from + shown.rows.length}${shown.more ? '+' : ''}` : null,
    table: {
      rows: shown.rows,
      from: shown.from,
      problem: list.error,
      onRetry: () => void list.refetch(),
      earlier: { has: shown.from > 0, loading: list.isFetchingPreviousPage, load: () => void loadEarlier() },
      more: { has: shown.more, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() },
    },
  };
}
