import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

declare const brand: unique symbol;
type Secret<Name extends string, Base = string> = Base & { readonly [brand]: Name };

/** Something that signs in whoever holds it. Never stored, logged or put in a job. */
export type PlainToken = Secret<'PlainToken'>;
/** SHA-256 of a high-entropy token, base64url: safe to store, worthless to a thief. */
export type TokenHash = Secret<'TokenHash'>;
/** argon2id in PHC form, see `PasswordHasher`. */
export type PasswordHash = Secret<'PasswordHash'>;
/** AES-256-GCM ciphertext with its key id, see `Sealer`. */
export type Sealed = Secret<'Sealed'>;

/** A new random token of `bytes` bytes (default 256 bits), base64url. */
export function randomToken(bytes = 32): PlainToken {
  return randomBytes(bytes).toString('base64url') as PlainToken;
}

/** For tokens with 128 bits of entropy and more; passwords and short codes need a slow or keyed hash. */
export function hashToken(token: string): TokenHash {
  return createHash('sha256').update(token).digest('base64url') as TokenHash;
}

/** Compares in time that depends on the length only. */
export function equalSecrets(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
