import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import type { PasswordHash } from '../../shared/crypto/secrets.js';
import { fail } from '../../shared/errors/common.errors.js';
import { canonicalPassword } from './password-policy.js';

/** argon2id, OWASP's first choice: 19 MiB, two passes, one lane; about 15 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const ARGON2ID = 2;
/** Waiting hashes for each running one: about a second of work, after which waiting longer helps nobody. */
const QUEUE_PER_SLOT = 64;

/**
 * Makes and checks password hashes (PHC strings), never more at once than there are cores: a crowd that signs in waits
 * for its turn and leaves the rest of the program its share. Throws 503 `unavailable` when the queue is full.
 */
@Injectable()
export class PasswordHasher {
  readonly #slots: number;
  readonly #queue: (() => void)[] = [];
  #running = 0;
  #dummy: Promise<string> | undefined;

  constructor() {
    this.#slots = availableParallelism();
  }

  /** The hash to store. The password must have passed `judgePassword`; one that could not is an error of the caller. */
  async hash(password: string): Promise<PasswordHash> {
    const canonical = canonicalPassword(password);
    if (canonical === undefined) throw new Error('a password that the policy refuses is never hashed');
    return (await this.#inTurn(() => hash(canonical, COST))) as PasswordHash;
  }

  /**
   * Whether the password is the one that was hashed. Without a hash (no such user, no password set), or with an input
   * that no password can be, it works as long as otherwise and says no: time tells nothing.
   */
  async verify(stored: PasswordHash | null, password: string): Promise<boolean> {
    const canonical = canonicalPassword(password);
    this.#dummy ??= hash('nobody has this password', COST);
    const against = stored ?? (await this.#dummy);
    const matches = await this.#inTurn(() => verify(against, canonical ?? ''));
    return matches && stored !== null && canonical !== undefined;
  }

  /** Whether the hash was made at another cost than today's: hash anew while the password is at hand. */
  needsRehash(stored: PasswordHash): boolean {
    const made = parseOptions(stored);
    return (
      Number(made.algorithm) !== ARGON2ID ||
      made.memoryCost !== COST.memoryCost ||
      made.timeCost !== COST.timeCost ||
      made.parallelism !== COST.parallelism
    );
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#slots) {
      if (this.#queue.length >= this.#slots * QUEUE_PER_SLOT) throw fail('unavailable', { retryAfter: 1 });
      // Whoever finishes hands its slot over, so the count stays as it is.
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
