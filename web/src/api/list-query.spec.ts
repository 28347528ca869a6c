import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from '@jest/globals';
import { listQuery, rowsOf } from './list-query';

interface Row {
  id: string;
  name: string;
}

/** What the server holds: ten thousand rows in pages of fifty, as its lists send them. */
let stored: Row[];
let asked: number;
let list: ReturnType<typeof observe>;

async function load(cursor: string | undefined) {
  asked += 1;
  const start = cursor === undefined ? 0 : stored.findIndex(({ id }) => id === cursor) + 1;
  const items = stored.slice(start, start + 50).map((row) => ({ ...row }));
  return { items, nextCursor: start + 50 < stored.length ? (items.at(-1)?.id ?? null) : null };
}

function observe() {
  const observer = new InfiniteQueryObserver(new QueryClient(), listQuery<Row>(['rows'], load));
  const now = () => observer.getCurrentResult();
  return {
    begin: () => observer.refetch(),
    on: () => observer.fetchNextPage(),
    back: () => observer.fetchPreviousPage(),
    again: () => observer.refetch(),
    more: () => now().hasNextPage,
    earlier: () => now().hasPreviousPage,
    rows: () => rowsOf(now().data?.pages ?? []),
    from: () => now().data?.pageParams[0]?.from,
  };
}

beforeEach(async () => {
  stored = Array.from({ length: 10_000 }, (_, index) => ({ id: `row-${index}`, name: `Row ${index}` }));
  asked = 0;
  list = observe();
  await list.begin();
});

test('a list that was paged to its ten-thousandth row asks for ten pages again, not for two hundred', async () => {
  while (list.more()) await list.on();
  expect(asked).toBe(200);
  expect(list.rows().at(-1)?.id).toBe('row-9999');
  asked = 0;
  await list.again();
  expect(asked).toBe(10);
  expect(list.rows()).toHaveLength(500);
  expect(list.from()).toBe(9_500);
});

test('the way back leads over the same rows to the first', async () => {
  for (let page = 1; page < 15; page++) await list.on();
  expect(list.rows()[0]?.id).toBe('row-250');
  expect(list.from()).toBe(250);
  while (list.earlier()) await list.back();
  expect(list.from()).toBe(0);
  expect(list.rows().map(({ id }) => id)).toEqual(stored.slice(0, 500).map(({ id }) => id));
});

test('rows that are as they were stay the same objects when others come before them, change, or go', async () => {
  await list.on();
  const before = new Map(list.rows().map((row) => [row.id, row]));
  stored.unshift({ id: 'new', name: 'New' });
  stored[5] = { id: 'row-4', name: 'Another name' };
  stored.splice(10, 1);
  await list.again();
  const rows = list.rows();
  expect(rows.filter((row) => before.get(row.id) !== row).map(({ id }) => id)).toEqual(['new', 'row-4']);
});
