import { useEffect, useState } from 'react';

/** False until the page stands and the browser has nothing better to do: for code that the first sight does not need. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const done = () => setIdle(true);
    // Safari has no idle callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(done, 300);
      return () => clearTimeout(timer);
    }
    const handle = window.requestIdleCallback(done, { timeout: 2000 });
    return () => window.cancelIdleCallback(handle);
  }, []);
  return idle;
}
