import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../../shared/config/config.js';
import { hashToken } from '../../shared/crypto/secrets.js';
import { fail } from '../../shared/errors/common.errors.js';
import { RedisConnections } from '../../shared/queue/redis.js';
import { delayAfter, FORGET_AFTER, type PoolName, POOLS, type QuotaName, QUOTAS } from './pools.js';

/** One thing that tries are counted by: the pool, and whose try it is in it (an address key, a user's id). */
export type Counted = readonly [pool: PoolName, key: string];

/** A try that was let through. Say how it ended; what is never said counts as wrong. */
export interface Attempt {
  /** The try was right: the counts that it stood in are forgotten, and any delay with them. */
  right(): Promise<void>;
}

/** More than any count, so that the counter itself never refuses. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * Counts wrong tries and makes the next ones wait, longer each time; in Redis for all processes, and in this process's
 * memory while Redis is away (it fails towards counting less widely, never towards not counting).
 *
 * A try is counted before its outcome is known, and beyond the free ones only the one that starts the next delay is
 * let through: fifty tries at once are no better than fifty in a row.
 */
@Injectable()
export class Throttle {
  private readonly counter: RateLimiterRedis;
  private readonly delay: RateLimiterRedis;
  private readonly quota: RateLimiterRedis;

  constructor(
    redis: RedisConnections,
    private readonly config: Config,
  ) {
    const limiter = (name: string, points: number) => {
      const options = { keyPrefix: `muster:${name}`, points, duration: FORGET_AFTER / 1000 };
      const insuranceLimiter = new RateLimiterMemory(options);
      return new RateLimiterRedis({
        ...options,
        storeClient: redis.commands,
        rejectIfRedisNotReady: true,
        insuranceLimiter,
      });
    };
    this.counter = limiter('tries', NO_LIMIT);
    this.delay = limiter('delay', 1);
    this.quota = limiter('quota', NO_LIMIT);
  }

  /**
   * Lets a try through, or throws 429 `rate_limited`. The pools are asked in order and the first that refuses ends it: put
   * the wider one first, so that what an address has used up is not counted against an account.
   */
  async attempt(...counted: Counted[]): Promise<Attempt> {
    for (const one of counted) {
      const wait = await this.#enter(one);
      if (wait > 0) throw fail('rate_limited', { retryAfter: Math.ceil(wait / 1000) });
    }
    return {
      right: async () => {
        await Promise.all(counted.map((one) => this.#forget(one)));
      },
    };
  }

  /** Spends one of a quota, or throws 429 `rate_limited`. */
  async spend(name: QuotaName, key: string): Promise<void> {
    const { points, window } = QUOTAS[name];
    const { consumedPoints, msBeforeNext } = await this.quota.penalty(storeKey(name, key), 1, {
      customDuration: window / 1000,
    });
    if (consumedPoints > points * this.config.rateLimitScale) {
      throw fail('rate_limited', { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
    }
  }

  /** Counts one try. Answers the milliseconds that it must wait, 0 when it may go on. */
  async #enter([pool, key]: Counted): Promise<number> {
    const id = storeKey(pool, key);
    const blocked = await this.delay.get(id);
    if (blocked && blocked.consumedPoints > 0 && blocked.msBeforeNext > 0) return blocked.msBeforeNext;
    const { consumedPoints } = await this.counter.penalty(id);
    const wait = delayAfter(consumedPoints, Math.ceil(POOLS[pool].free * this.config.rateLimitScale));
    if (wait === 0) return 0;
    try {
      await this.delay.consume(id, 1, { customDuration: wait / 1000 });
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
      throw refused;
    }
  }

  async #forget([pool, key]: Counted): Promise<void> {
    const id = storeKey(pool, key);
    await this.delay.delete(id);
    // One right try does not wash an address clean: whoever has one account could go on guessing others.
    if (pool === 'password_address') await this.counter.reward(id);
    else await this.counter.delete(id);
  }
}

/** Keys are hashed: Redis holds no address of anybody. */
function storeKey(name: string, key: string): string {
  return `${name}:${hashToken(key)}`;
}
