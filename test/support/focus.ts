// Both functions run in the page, so they know nothing but what they are given and what a page has; these types are as much
// of it as they need.
interface PageElement {
  id: string;
  tagName: string;
  textContent: string;
  contains(other: PageElement): boolean;
  compareDocumentPosition(other: PageElement): number;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): { top: number; bottom: number };
}
declare const document: { activeElement: PageElement };
declare const innerHeight: number;
declare const getComputedStyle: (element: PageElement) => { outlineStyle: string };

/** Where an element lies, seen from what has the focus, and what that is. Seen is what has an outline, in the window. */
export function seenFromFocus(element: PageElement) {
  const now = document.activeElement;
  const at = `${now.tagName} ${now.getAttribute('aria-label') ?? now.textContent.slice(0, 40)}`;
  if (now === element) {
    const { top, bottom } = element.getBoundingClientRect();
    const { outlineStyle } = getComputedStyle(element);
    const seen = outlineStyle !== 'none' && top >= 0 && bottom <= innerHeight;
    if (seen) return { at, lies: 'here' as const };
    return { at: `outline ${outlineStyle}, ${top} to ${bottom} of ${innerHeight}`, lies: 'unseen' as const };
  }
  // 2: Node.DOCUMENT_POSITION_PRECEDING
  return { at, lies: now.compareDocumentPosition(element) & 2 ? ('before' as const) : ('behind' as const) };
}

/** Whether Enter is for this option or item: in a menu it has the focus, in a list the field names it. */
export function isCurrent(element: PageElement): boolean {
  const now = document.activeElement;
  return now.contains(element) || now.getAttribute('aria-activedescendant') === element.id;
}
