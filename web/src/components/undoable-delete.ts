import { MutationObserver } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { i18next } from '../app/i18n';
import { queryClient } from '../app/query-client';
import { notify, undoTime } from './notify';

interface Waiting {
  run: (keepalive: boolean) => Promise<unknown>;
  timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Waiting>();
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

/** Ids of what was deleted here and is not gone from the lists' data yet: leave these rows out. */
export function useDeletedIds(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => hidden);
}

/**
 * Deletes after ten seconds in which it can be undone; the row is out of sight at once. A page that is closed in
 * between deletes as it goes (`run(true)`: a request that outlives the page).
 */
export function deleteWithUndo(options: {
  id: string;
  message: string;
  run: (keepalive: boolean) => Promise<unknown>;
  /** Queries to ask again once it is gone. */
  queryKey: readonly unknown[];
  failed: (error: Error) => string;
}): void {
  const { id } = options;
  const finish = async () => {
    waiting.delete(id);
    const deletion = new MutationObserver(queryClient, { mutationFn: () => options.run(false) });
    try {
      await deletion.mutate();
    } catch (error) {
      if (error instanceof Error) notify(options.failed(error));
    }
    await queryClient.invalidateQueries({ queryKey: options.queryKey });
    hide(id, false);
  };
  waiting.set(id, { run: options.run, timer: setTimeout(() => void finish(), undoTime) });
  hide(id, true);
  notify(options.message, {
    label: i18next.t('common.undo'),
    run: () => {
      clearTimeout(waiting.get(id)?.timer);
      if (waiting.delete(id)) hide(id, false);
    },
  });
}

window.addEventListener('pagehide', () => {
  for (const { run, timer } of waiting.values()) {
    clearTimeout(timer);
    void run(true).catch(() => undefined);
  }
  waiting.clear();
});
