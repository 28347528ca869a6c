import type { CommonPasswords } from './common-passwords.js';

export const MIN_CODE_POINTS = 8;
export const MAX_CODE_POINTS = 128;
/** UTF-16 units before normalisation. NFKC makes up to 18 units of one, so a longer input is not even normalised. */
const MAX_UNITS = 8 * MAX_CODE_POINTS;

export type PasswordWeakness = 'too_short' | 'too_long' | 'unreadable' | 'common' | 'personal';

/** The words that a guesser knows about the person. */
export interface PasswordOwner {
  name: string;
  email: string;
  orgName: string;
}

/** What a person is told, by weakness. */
export const WEAKNESS_TEXT: Record<PasswordWeakness, string> = {
  too_short: `Use at least ${MIN_CODE_POINTS} characters`,
  too_long: `Use at most ${MAX_CODE_POINTS} characters`,
  unreadable: 'Use characters that can be typed: no control characters',
  common: 'This password is among the first that are guessed',
  personal: 'Your name, address or organization is not a secret',
};

/**
 * The one spelling of a password (NFKC), the same from every keyboard; undefined when no policy would ever have let it
 * in: too long, or with control characters or half a surrogate pair (which all encode to the same bytes).
 */
export function canonicalPassword(password: string): string | undefined {
  if (password.length > MAX_UNITS || !isReadable(password)) return undefined;
  const canonical = password.normalize('NFKC');
  return countCodePoints(canonical) > MAX_CODE_POINTS ? undefined : canonical;
}

/** Whether a new password is fit to guard an account. No composition rules: length and guessability only. */
export function judgePassword(
  password: string,
  owner: PasswordOwner,
  common: CommonPasswords,
): 'ok' | PasswordWeakness {
  if (password.length > MAX_UNITS) return 'too_long';
  if (!isReadable(password)) return 'unreadable';
  const canonical = password.normalize('NFKC');
  const length = countCodePoints(canonical);
  if (length < MIN_CODE_POINTS) return 'too_short';
  if (length > MAX_CODE_POINTS) return 'too_long';
  const lower = canonical.toLowerCase();
  if (common.has(lower) || new Set(lower).size === 1) return 'common';
  const letters = lettersOf(lower);
  const known = [owner.name, owner.email, owner.email.split('@')[0] ?? '', owner.orgName];
  if (known.some((word) => word && (letters === lettersOf(word) || lower === word.normalize('NFKC').toLowerCase()))) {
    return 'personal';
  }
  return 'ok';
}

function isReadable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Letters and digits in lower case, so that "ada.lovelace" and "Ada Lovelace" are one word; all of it when none. */
function lettersOf(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  return lower.replace(/[^\p{L}\p{N}]/gu, '') || lower;
}
