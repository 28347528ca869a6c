import type { SignInMethod } from '../api/client';

const key = 'muster-last-method';
const methods: readonly string[] = ['magic_link', 'password', 'google', 'microsoft'] satisfies SignInMethod[];

/** How someone signed in last on this device: that way is offered first. Says nothing about who. */
export function lastMethod(): SignInMethod | null {
  try {
    const value = window.localStorage.getItem(key);
    return value && methods.includes(value) ? (value as SignInMethod) : null;
  } catch {
    return null;
  }
}

export function rememberMethod(method: SignInMethod): void {
  try {
    window.localStorage.setItem(key, method);
  } catch {
    // Storage is switched off: nothing is remembered.
  }
}

const pending = 'muster-pending-method';

/** On the way to a provider: whether somebody comes back signed in is not known yet. */
export function setOutFor(method: SignInMethod): void {
  try {
    window.sessionStorage.setItem(pending, method);
  } catch {
    // Storage is switched off: nothing is remembered.
  }
}

/** Somebody is signed in: if this tab went to a provider, that was the way. */
export function arrived(): void {
  try {
    const method = window.sessionStorage.getItem(pending);
    window.sessionStorage.removeItem(pending);
    if (method && methods.includes(method)) rememberMethod(method as SignInMethod);
  } catch {
    // As above.
  }
}
