import { useEffect } from 'react';
import { focusNear, isNowhere, placeOf } from '../../components/focus-near';

/**
 * Nobody loses their place: a button that is busy, which disables it, has the focus back when it is done, and where what had
 * the focus goes, as a row or a button that did its work, the nearest thing to it has it.
 */
function keepFocus(): () => void {
  let place: Element[] = [];
  let asked = 0;
  const busy = () => place[0]?.isConnected === true && place[0].matches(':disabled');
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    // A notice waits while it has the focus, so none gets it unasked.
    place = target.closest('[data-notices]') ? [target] : placeOf(target);
  };
  // Left by a click beside everything, not since it went: known once what is being drawn is drawn.
  const onFocusOut = () =>
    queueMicrotask(() => {
      if (isNowhere() && place[0]?.isConnected && !busy()) place = [];
    });
  const look = () => {
    if (place.length > 0 && isNowhere() && !busy()) focusNear([...place, ...document.querySelectorAll('#main')]);
  };
  // Dialogs, menus and pages give the focus to something first.
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(asked);
    if (place.length > 0 && isNowhere()) asked = requestAnimationFrame(look);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(asked);
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}

export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}
