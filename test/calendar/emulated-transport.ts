import type { HttpTransport } from '../../src/calendar/providers/http-transport.js';
import { ProviderError } from '../../src/calendar/providers/provider-error.js';
import type { GuardedEmulator } from '../../src/embedded/calendars/guarded-emulator.js';

/** A way to an emulator without a network: what hangs or is cut is told at once. */
export function emulatedTransport(emulator: GuardedEmulator, origin: string): HttpTransport {
  return async ({ method, url, headers, body = '' }) => {
    const { pathname, searchParams } = new URL(url);
    const outcome = await emulator.serve({ method, path: pathname, query: searchParams, headers, body }, origin);
    if (outcome.kind !== 'answer') {
      throw new ProviderError(
        { kind: 'try_later', code: outcome.kind === 'hang' ? 'timeout' : 'unreachable' },
        outcome.kind,
      );
    }
    const { answer } = outcome;
    if (answer.status >= 300 && answer.status < 400) {
      throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'redirect', answer.status);
    }
    const text =
      answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    if (text.length > 2 * 1024 * 1024) throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'huge', 200);
    return { status: answer.status, headers: new Headers(answer.headers), text };
  };
}
