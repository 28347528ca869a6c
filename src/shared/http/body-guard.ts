import { fail } from '../errors/common.errors.js';

const MAX_DEPTH = 20;

/** Refuses what is nested deeper than any body of ours, without recursion: validators and serialisers do recurse. */
export function refuseDeepNesting(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw fail('validation_failed', { errors: [{ path: '', message: 'is nested too deeply' }] });
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}

/**
 * NUL and other control characters (but tab and line feeds, which `multiline` fields take), bidirectional overrides,
 * and halves of surrogate pairs: nothing that belongs in a name, a subject or a note.
 */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/u;
const LINE_BREAKS = /[\t\n\r\u2028\u2029]/;

export function textFault(value: string, { multiline = false } = {}): string | undefined {
  if (!value.isWellFormed()) return 'has half of a surrogate pair';
  if (FORBIDDEN.test(value) || (!multiline && LINE_BREAKS.test(value))) return 'has characters that cannot be shown';
  return undefined;
}
