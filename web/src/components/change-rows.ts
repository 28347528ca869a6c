import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';

interface Page<Row> {
  items: Row[];
}

/**
 * Shows a change in every cached list under `key` before the server has answered. Returns the way back, for `onError`:
 *
 *     onMutate: () => changeRows<User>(client, usersKey, user.id, { status: 'deactivated' }),
 *     onError: (error, _, undo) => undo?.(),
 *     onSettled: () => client.invalidateQueries({ queryKey: usersKey }),
 *
 * `null` takes the row out of the lists.
 */
export async function changeRows<Row extends { id: string }>(
  client: QueryClient,
  key: QueryKey,
  id: string,
  change: Partial<Row> | null,
): Promise<() => void> {
  // An answer that is on its way would bring the old state back.
  await client.cancelQueries({ queryKey: key });
  const before = client.getQueriesData<InfiniteData<Page<Row>>>({ queryKey: key });
  client.setQueriesData<InfiniteData<Page<Row>>>({ queryKey: key }, (list) =>
    list && 'pages' in list
      ? {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            items: page.items.flatMap((row) =>
              row.id !== id ? [row] : change === null ? [] : [{ ...row, ...change }],
            ),
          })),
        }
      : list,
  );
  return () => {
    for (const [queryKey, data] of before) client.setQueryData(queryKey, data);
  };
}
