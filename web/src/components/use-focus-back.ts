import { useEffect, useState } from 'react';

/** What opened the dialog: a menu's item is gone by the time the dialog shuts, its button is not. */
function opener(): Element | null {
  const menu = document.activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return menu ? document.getElementById(menu) : document.activeElement;
}

/** The last opener that was still there: of the dialog that another one was opened from, and that is gone with its own. */
let last: Element | null = null;

/**
 * For a dialog that is mounted while it is open: gives the focus back to what opened it. Mantine does so only for dialogs
 * that are there before they open.
 */
export function useFocusBack(): void {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      if (before?.isConnected) last = before;
      const nowhere = document.activeElement === null || document.activeElement === document.body;
      if (nowhere && last instanceof HTMLElement) last.focus({ preventScroll: true });
    },
    [before],
  );
}
