import { useEffect, useState } from 'react';
import { focusNear, isNowhere, placeOf } from './focus-near';

/** What opened the dialog: a menu's item is gone by the time the dialog shuts, its button is not. */
function opener(): Element | null {
  const menu = document.activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return menu ? document.getElementById(menu) : document.activeElement;
}

/** Of the last opener that was still there: of the dialog that another one was opened from, and that is gone with its own. */
let last: Element[] = [];

/**
 * For a dialog that is mounted while it is open: gives the focus back to what opened it. Mantine does so only for dialogs
 * that are there before they open.
 */
export function useFocusBack(): void {
  const [before] = useState(() => placeOf(opener()));
  useEffect(
    () => () => {
      if (before.some((element) => element.isConnected)) last = before;
      if (isNowhere()) focusNear(last);
    },
    [before],
  );
}
