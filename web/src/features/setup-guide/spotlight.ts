import 'driver.js/dist/driver.css';
import './spotlight.css';
import { driver } from 'driver.js';

interface Words {
  title: string;
  text: string;
  close: string;
  /** By the person; not where the page was left. */
  onEnd: () => void;
}

/** Milliseconds that a page has to show what is lit; after that the words stand alone. */
const patience = 4000;

/**
 * Lights up the first visible element of `selector` and says what it is for, until Escape, a click beside it, or a click
 * on it, which does what it does.
 *
 * @returns puts it out.
 */
export function spotlight(selector: string, { title, text, close, onEnd }: Words): () => void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const visible = () =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.getClientRects().length > 0);
  const light = driver({
    animate: !still,
    duration: 150,
    overlayOpacity: 0.4,
    stageRadius: 8,
    stagePadding: 6,
    popoverClass: 'm-spotlight',
    showButtons: ['next'],
    doneBtnText: close,
    // driver.js waits while there is none yet, which its type of a step does not say.
    steps: [{ element: visible as () => Element, waitForElement: patience, popover: { title, description: text } }],
    onHighlighted: (element) => {
      // What driver.js writes is for a button that opens its words; this is one that does something else.
      for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name);
      element?.addEventListener('click', () => light.destroy(), { once: true, capture: true });
    },
    onDestroyed: onEnd,
  });
  light.drive();
  return () => {
    light.setConfig({ ...light.getConfig(), onDestroyed: () => undefined });
    light.destroy();
  };
}
