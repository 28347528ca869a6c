import { useEffect, useState } from 'react';

/** What opened the dialog: a menu's item is gone by the time the dialog shuts, its button is not. */
function opener(): Element | null {
  const menu = document.activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return menu ? document.getElementById(menu) : document.activeElement;
}

/**
 * For a dialog that is mounted while it is open: gives the focus back to what opened it. Mantine does so only for dialogs
 * that are there before they open.
 */
export function useFocusBack(): void {
  const [before] = useState(opener);
  useEffect(
    () => () => {
      const nowhere = document.activeElement === null || document.activeElement === document.body;
      if (nowhere && before instanceof HTMLElement) before.focus({ preventScroll: true });
    },
    [before],
  );
}
