import { MutationObserver } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { i18next } from '../app/i18n';
import { queryClient } from '../app/query-client';
import { notify } from './notify';

/** Deletions that can still be undone, by id. */
const waiting = new Map<string, (keepalive: boolean) => Promise<unknown>>();
let hidden: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function hide(id: string, is: boolean): void {
  const next = new Set(hidden);
  if (is) next.add(id);
  else next.delete(id);
  hidden = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The rows without those that were deleted here and are still in the lists' data. `useList` does this already. */
export function useUndeleted<Row extends { id: string }>(rows: readonly Row[] | undefined): Row[] | undefined {
  const gone = useSyncExternalStore(subscribe, () => hidden);
  return useMemo(() => rows?.filter((row) => !gone.has(row.id)), [rows, gone]);
}

/**
 * Deletes once the word that offers Undo has gone, which waits while someone points at it or has the focus in it; the row is
 * out of sight at once. A page that is closed in between deletes as it goes (`run(true)`: a request that outlives the page).
 */
export function deleteWithUndo(options: {
  id: string;
  message: string;
  run: (keepalive: boolean) => Promise<unknown>;
  /** Queries to ask again once it is gone. */
  queryKey: readonly unknown[];
  failed: (error: Error) => string;
}): void {
  const { id, run } = options;
  const finish = async () => {
    if (!waiting.delete(id)) return;
    const deletion = new MutationObserver(queryClient, { mutationFn: () => run(false) });
    try {
      await deletion.mutate();
    } catch (error) {
      if (error instanceof Error) notify(options.failed(error));
    }
    await queryClient.invalidateQueries({ queryKey: options.queryKey });
    hide(id, false);
  };
  waiting.set(id, run);
  hide(id, true);
  notify(options.message, {
    label: i18next.t('common.undo'),
    run: () => {
      if (waiting.delete(id)) hide(id, false);
    },
    gone: () => void finish(),
  });
}

/** Deletes at once what could still be undone: after the page or the session nobody can do either. */
export async function deleteWaiting(): Promise<void> {
  const runs = [...waiting.values()];
  waiting.clear();
  await Promise.allSettled(runs.map((run) => run(true)));
}

window.addEventListener('pagehide', () => void deleteWaiting());
