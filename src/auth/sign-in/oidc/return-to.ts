const MAX_LENGTH = 512;
const HERE = 'http://here.invalid';

/**
 * Where to go after the sign-in: the value itself when it is a page of this program, written as a local path, else
 * `/`. Refused are other origins in every spelling (`//`, `/\`, encoded, `/..//`), what is no path, and `/api`, where
 * there is no page. Redirects are built as `APP_URL` + path, so that even a spelling that slips through stays here.
 */
export function localPath(value: unknown): string {
  return typeof value === 'string' && isLocal(value) ? value : '/';
}

function isLocal(value: string): boolean {
  if (value.length > MAX_LENGTH || !value.isWellFormed()) return false;
  // Every further decoding that some proxy or router could do must be harmless too.
  for (let text = value, round = 0; round < 4; round++) {
    if (!/^\/(?![/\\])/.test(text) || /[\\\p{Cc}\p{Z}]/u.test(text) || !URL.canParse(text, HERE)) return false;
    const { origin, pathname } = new URL(text, HERE);
    if (origin !== HERE || pathname.startsWith('//') || /^\/api(\/|$)/i.test(pathname)) return false;
    const decoded = decode(text);
    if (decoded === text) return true;
    // Only the path can lead elsewhere; a query may hold an encoded address or a space.
    text = decoded.replace(/[?#].*$/s, '');
  }
  return false;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
