import { describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import type { PasswordHash } from '../../shared/crypto/secrets.js';
import { Problem } from '../../shared/errors/problem.js';
import { PasswordHasher } from './password-hasher.js';

const hasher = new PasswordHasher();

describe('a stored password', () => {
  it('is argon2id at 19 MiB, two passes, one lane, with a salt of its own', async () => {
    const [one, two] = await Promise.all([hasher.hash('violet tram'), hasher.hash('violet tram')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(hasher.needsRehash(one)).toBe(false);
  });

  it('is matched in any Unicode spelling, and by nothing else', async () => {
    const stored = await hasher.hash('cafe\u0301 noir');
    expect(await hasher.verify(stored, 'caf\u00E9 noir')).toBe(true);
    expect(await hasher.verify(stored, 'cafe noir')).toBe(false);
    expect(await hasher.verify(stored, 'caf\u00E9 noir ')).toBe(false);
  });

  it('asks for a new hash when it was made cheaper', async () => {
    const cheap = (await hash('violet tram', { memoryCost: 8192, timeCost: 2, parallelism: 1 })) as PasswordHash;
    expect(await hasher.verify(cheap, 'violet tram')).toBe(true);
    expect(hasher.needsRehash(cheap)).toBe(true);
  });
});

describe('a password that cannot be right', () => {
  it.each([
    ['1 MB', 'x'.repeat(1_048_576)],
    ['NUL', 'violet\0tram'],
    ['200 combining marks', `a${'\u0301'.repeat(200)}`],
    ['half a surrogate pair', 'violet\uD83Etram'],
    ['nothing', ''],
  ])('%s is refused like a wrong one', async (_, password) => {
    const stored = await hasher.hash('violet tram');
    expect(await hasher.verify(stored, password)).toBe(false);
    expect(await hasher.verify(null, password)).toBe(false);
  });

  it('does not match the stand-in that is checked when there is no hash', async () => {
    expect(await hasher.verify(null, 'nobody has this password')).toBe(false);
  });
});

it('a crowd waits its turn up to a bound, and whoever is beyond it is told to come back', async () => {
  const crowd = availableParallelism() * 65;
  const busy = new PasswordHasher();
  const all = Array.from({ length: crowd + 3 }, () => busy.verify(null, 'violet tram'));
  // The stand-in is made first, after which all queue up in the same tick.
  const results = await Promise.allSettled(all);
  const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason as Problem);
  expect(refused).toHaveLength(3);
  expect(refused.map((problem) => [problem.code, problem.extras.retryAfter])).toEqual(
    Array.from({ length: 3 }, () => ['unavailable', 1]),
  );
  expect(await busy.verify(null, 'violet tram')).toBe(false);
});
