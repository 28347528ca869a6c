import { createHmac, randomBytes } from 'node:crypto';
import type { Keyring } from '../../shared/crypto/keyring.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import type { UserId } from '../../shared/ids/ids.js';

export const BACKUP_CODES = 10;
const LENGTH = 10;
/** Crockford's base32: no I, L, O, U, so that nothing is misread and no code is a word. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of 50 bits each, upper case without a separator. They are shown once; only their hashes are kept. */
export function newBackupCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < BACKUP_CODES) codes.add(newCode());
  return [...codes];
}

function newCode(): string {
  // 32 divides 256, so the remainder favours no letter.
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/**
 * HMAC-SHA-256 of the code for this user. Keyed, since 50 bits alone could be searched by whoever steals the table;
 * fast, so that one statement can spend a code by its hash.
 */
export function hashBackupCode(keys: Keyring, userId: UserId, code: string): TokenHash {
  return hashWith(keys.current.bytes, userId, code);
}

/** The hash under every key of the ring, the first first: a code made before a rotation still counts. */
export function backupCodeCandidates(keys: Keyring, userId: UserId, code: string): TokenHash[] {
  return keys.keys.map((key) => hashWith(key.bytes, userId, code));
}

function hashWith(key: Buffer, userId: UserId, code: string): TokenHash {
  return createHmac('sha256', key).update(`${userId}:${code}`).digest('base64url') as TokenHash;
}

export type FactorCode = { kind: 'totp'; code: string } | { kind: 'backup'; code: string };

/**
 * What a person typed into the one code field: six digits, or a backup code in any case, with or without spaces and
 * dashes, O for 0 and I or L for 1. Undefined when it can be neither.
 */
export function readFactorCode(input: string): FactorCode | undefined {
  if (input.length > 64) return undefined;
  const compact = input
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  if (/^[0-9]{6}$/.test(compact)) return { kind: 'totp', code: compact };
  const code = compact.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? { kind: 'backup', code } : undefined;
}
