import type { Location } from 'react-router';

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
