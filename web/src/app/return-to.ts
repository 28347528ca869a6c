import type { Location } from 'react-router';
import { now } from './clock';

/** A local path, or the start page for anything else: `//host`, `/\host` and full addresses lead out. */
export function localPath(value: string | null | undefined): string {
  if (!value || !value.startsWith('/')) return '/';
  const url = new URL(value, window.location.origin);
  if (url.origin !== window.location.origin || /^\/[/\\]/.test(value)) return '/';
  const path = url.pathname + url.search + url.hash;
  return path.startsWith('/sign-in') || path.startsWith('/link') ? '/' : path;
}

/** Where someone signed out is sent from a page, so that they come back to it. */
export function signInPath(from: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const path = from.pathname + from.search + from.hash;
  return path === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(path)}`;
}

const key = 'muster-return-to';
const keptFor = 30 * 60 * 1000;

/** For the mailed link, which opens in a tab that knows nothing of the page that someone wanted to see. */
export function keepReturnTo(path: string): void {
  try {
    if (path === '/') window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, JSON.stringify({ path, until: now() + keptFor }));
  } catch {
    // Storage is switched off: the link leads to the start page.
  }
}

/** What `keepReturnTo` kept in the last 30 minutes, once. */
export function takeReturnTo(): string {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? 'null');
    window.localStorage.removeItem(key);
    if (typeof kept !== 'object' || kept === null || !('path' in kept) || !('until' in kept)) return '/';
    return typeof kept.until === 'number' && kept.until > now() ? localPath(String(kept.path)) : '/';
  } catch {
    return '/';
  }
}
