import { useId, useLayoutEffect, useSyncExternalStore } from 'react';

/** Dialogs in the order they were opened. */
let open: readonly string[] = [];
const listeners = new Set<() => void>();

function change(next: readonly string[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * For a dialog: whether it is the one on top. Each of Mantine's listens for Esc by itself, and to a screen reader all of them
 * are there; only the one on top should be.
 */
export function useTopmost(): boolean {
  const id = useId();
  useLayoutEffect(() => {
    change([...open, id]);
    return () => change(open.filter((other) => other !== id));
  }, [id]);
  return useSyncExternalStore(subscribe, () => open.at(-1) === id);
}
