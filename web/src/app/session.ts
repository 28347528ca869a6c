import { useSyncExternalStore } from 'react';
import type { Problem } from '../api/problem';

/**
 * What this browser tab knows about being signed in without asking the server: the session cookie is HttpOnly, so the
 * server says it in the page (`<meta name="muster-session">`). `unknown` only where nobody filled it in (the Vite
 * development server): then pages behind sign-in ask `/me`, and the sign-in page does not.
 */
export type SessionHint = 'alive' | 'none' | 'unknown';

interface SessionState {
  hint: SessionHint;
  /** A session ended under the person's hands, so the sign-in page explains itself. */
  ended: boolean;
  /** The account or the organization was shut while a page was open. */
  blocked: Problem | null;
}

function readHint(): SessionHint {
  const content = document.querySelector('meta[name="muster-session"]')?.getAttribute('content');
  return content === 'alive' || content === 'none' ? content : 'unknown';
}

let state: SessionState = { hint: readHint(), ended: false, blocked: null };
const listeners = new Set<() => void>();

function change(next: Partial<SessionState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

export function sessionHint(): SessionHint {
  return state.hint;
}

export function sessionBegan(): void {
  change({ hint: 'alive', ended: false, blocked: null });
}

/** Reacts to the answers that concern the session itself, whichever request met them. */
export function noticeSession(problem: Problem): void {
  if (problem.code === 'unauthenticated') {
    if (state.hint !== 'none') change({ hint: 'none', ended: state.hint === 'alive' });
  } else if (state.hint !== 'none' && (problem.code === 'org_suspended' || problem.code === 'account_deactivated')) {
    change({ blocked: problem });
  }
}

/** A whole new page load, so that nothing of the person stays in memory. */
export function leaveTo(path: string): void {
  window.location.assign(path);
}
