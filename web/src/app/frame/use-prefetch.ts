import { useEffect } from 'react';
import { matchPath } from 'react-router';
import { pages } from '../pages';

/** Fetches a page's code as soon as someone points at a link to it, or comes to it by keyboard: any link, wherever it stands. */
export function usePrefetch(): void {
  useEffect(() => {
    const warm = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link?.origin !== window.location.origin) return;
      const page = pages.find(({ path }) => matchPath(path, link.pathname));
      void page?.load().catch(() => undefined);
    };
    document.addEventListener('pointerover', warm);
    document.addEventListener('focusin', warm);
    return () => {
      document.removeEventListener('pointerover', warm);
      document.removeEventListener('focusin', warm);
    };
  }, []);
}
