import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '../me';
import { pagesWithKey } from '../navigation';
import { useSingleKeys } from './single-keys';

/** What the keyboard opens over any page. */
export type Overlay = 'commands' | 'shortcuts';

/** Milliseconds between G and the letter of a page. */
const patience = 1500;

/** Where a key belongs to what has the focus: a field, a menu's search by first letter, a dialog. */
const busy = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="dialog"]';

/** Ctrl or Cmd and K, `?`, and G followed by the letter of a page. */
export function useShortcuts(open: (overlay: Overlay) => void): void {
  const me = useMe();
  const navigate = useNavigate();
  const [singleKeys] = useSingleKeys();
  const pressedG = useRef(-patience);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inDialog = document.querySelector('[aria-modal="true"]') !== null;
      if (event.defaultPrevented || event.isComposing || inDialog) return;
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k') {
        event.preventDefault();
        open('commands');
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || target?.closest(busy)) return;
      const afterG = event.timeStamp - pressedG.current < patience;
      pressedG.current = key === 'g' ? event.timeStamp : -patience;
      if (key === '?') {
        event.preventDefault();
        open('shortcuts');
      } else if (afterG) {
        const page = pagesWithKey(me).find((one) => one.goKey === key);
        if (!page) return;
        event.preventDefault();
        void navigate(page.path);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [me, navigate, open, singleKeys]);
}
