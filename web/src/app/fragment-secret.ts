/**
 * Secrets that arrive in the address's fragment (`/link#token=…`, `/sign-in/mfa#mfaToken=…`).
 *
 * They are taken out of the address bar and the history entry at once, before anything else runs, and live in the
 * memory of this page only: a reload forgets them, and the mail still has the link. Imported first by `main.tsx`, since
 * the router reads the address as soon as it is imported.
 */
type SecretName = 'token' | 'mfaToken';

const secrets = new Map<SecretName, string>();
const listeners = new Set<() => void>();

function takeFragmentSecrets(): void {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  let found = false;
  for (const name of ['token', 'mfaToken'] as const) {
    const value = fragment.get(name);
    if (value === null) continue;
    secrets.set(name, value);
    fragment.delete(name);
    found = true;
  }
  if (!found) return;
  // The page that was asked for travels with the secret, and is none.
  const query = new URLSearchParams(window.location.search);
  const returnTo = fragment.get('returnTo');
  if (returnTo !== null) query.set('returnTo', returnTo);
  fragment.delete('returnTo');
  const rest = fragment.toString();
  window.history.replaceState(
    window.history.state,
    '',
    window.location.pathname + (query.size > 0 ? `?${query}` : '') + (rest ? `#${rest}` : ''),
  );
  for (const listener of listeners) listener();
}

export function onFragmentSecret(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function fragmentSecret(name: SecretName): string | null {
  return secrets.get(name) ?? null;
}

export function keepSecret(name: SecretName, value: string): void {
  secrets.set(name, value);
}

export function forgetSecret(name: SecretName): void {
  secrets.delete(name);
}

takeFragmentSecrets();
// For a link pasted into a tab that already shows the page: the browser changes the fragment without a load.
window.addEventListener('hashchange', takeFragmentSecrets);
