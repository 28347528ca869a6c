import {
  type DefaultError,
  type InfiniteData,
  infiniteQueryOptions,
  type QueryKey,
  replaceEqualDeep,
} from '@tanstack/react-query';

/** A page of any list. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/**
 * Pages held at once. A change asks for each of them again, and each row is there to draw, so a list that somebody pages
 * through to its ten-thousandth row lets go of its beginning.
 */
const HELD = 10;

/** Where a page begins: after the row of its cursor, the `from`th of the list, and with the page before it to go back to. */
interface Place {
  cursor: string | null;
  from: number;
  previous: Place | null;
}

type Held<Row> = InfiniteData<Page<Row>, Place>;

/** The query of a keyset list. */
export function listQuery<Row extends { id: string }>(
  key: QueryKey,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions<Page<Row>, DefaultError, Held<Row>, QueryKey, Place>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam.cursor ?? undefined, signal),
    initialPageParam: { cursor: null, from: 0, previous: null },
    getNextPageParam: ({ items, nextCursor }, _pages, place) =>
      nextCursor === null ? null : { cursor: nextCursor, from: place.from + items.length, previous: place },
    getPreviousPageParam: (_page, _pages, place) => place.previous,
    maxPages: HELD,
    structuralSharing: (before, now) => sameRows(before as Held<Row> | undefined, now as Held<Row>),
  });
}

/** A row that is as it was stays the same object wherever in the list it is now, so that it is not drawn again. */
function sameRows<Row extends { id: string }>(before: Held<Row> | undefined, now: Held<Row>): Held<Row> {
  if (!before) return now;
  const known = new Map(before.pages.flatMap(({ items }) => items.map((row) => [row.id, row])));
  const same = (row: Row) => replaceEqualDeep(known.get(row.id), row) as Row;
  return { ...now, pages: now.pages.map((page) => ({ ...page, items: page.items.map(same) })) };
}

/** Each row once: pages that were asked for at different times may overlap. */
export function rowsOf<Row extends { id: string }>(pages: ReadonlyArray<Page<Row>>): Row[] {
  return [...new Map(pages.flatMap(({ items }) => items.map((row) => [row.id, row]))).values()];
}
