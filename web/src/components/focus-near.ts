const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not(:disabled)';

/** Where an element stands: itself and what it stands in, each followed by its neighbours; the nearest come first. */
export function placeOf(element: Element | null): Element[] {
  const place: Element[] = [];
  // What is shut as a whole, such as a dialog, has no neighbour to go to.
  for (let at = element; at?.parentElement && at.parentElement !== document.body; at = at.parentElement) {
    place.push(...[at, at.nextElementSibling, at.previousElementSibling].filter((one) => one !== null));
  }
  return place;
}

/** Gives the focus to the element, or where that is gone to the nearest of its place that takes it. */
export function focusNear(place: readonly Element[]): void {
  for (const element of place) {
    const target = element.matches(focusable) ? element : element.querySelector(focusable);
    if (!(target instanceof HTMLElement)) continue;
    target.focus({ preventScroll: true });
    if (document.activeElement === target) return;
  }
}

/** Whether nothing has the focus. */
export function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
