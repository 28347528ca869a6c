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
