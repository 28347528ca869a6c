import { useEffect } from 'react';
import { useUrlFilters } from './use-url-filters';

/** Calls `open` when a command asked this page for something new (`?new=1`). The address forgets it: a reload opens nothing. */
export function useAskedForNew(open: () => void): void {
  const [params, change] = useUrlFilters();
  const asked = params.has('new');
  useEffect(() => {
    if (!asked) return;
    change({ new: null });
    open();
    // Once for each time it is asked, whatever `open` the page has made since.
  }, [asked]);
}
