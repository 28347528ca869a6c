import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Config } from '../../shared/config/config.js';
import type { RedisConnections } from '../../shared/queue/redis.js';
import { MINUTE, SECOND } from '../../shared/time/clock.js';
import type { Problem } from '../../shared/errors/problem.js';
import { delayAfter } from './pools.js';
import { type Counted, Throttle } from './throttle.js';

describe('the delay after wrong tries', () => {
  it('is none for the free ones, then doubles, up to a quarter of an hour', () => {
    expect([0, 1, 9, 10, 11, 12, 15, 16, 17, 2000].map((tries) => delayAfter(tries, 10))).toEqual([
      0,
      0,
      0,
      15 * SECOND,
      30 * SECOND,
      MINUTE,
      8 * MINUTE,
      15 * MINUTE,
      15 * MINUTE,
      15 * MINUTE,
    ]);
  });
});

// Redis is away: these run on the memory that stands in for it. test/auth runs them on a real one.
const commands = { status: 'end', del: () => Promise.reject(new Error('away')) };
const away = { commands } as unknown as RedisConnections;
const throttleAt = (rateLimitScale: number) => new Throttle(away, { rateLimitScale } as Config);
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'let through',
    (problem: Problem) => `${problem.code} ${problem.extras.retryAfter}`,
  );

describe('tries at a password', () => {
  let throttle: Throttle;
  beforeEach(() => {
    throttle = throttleAt(1);
  });
  const account: Counted = ['password_account', 'ada'];

  it('are free ten times, then each starts a longer delay', async () => {
    const outcomes = [];
    for (let i = 0; i < 12; i++) outcomes.push(await outcome(throttle.attempt(account)));
    expect(outcomes).toEqual([...Array<string>(10).fill('let through'), 'rate_limited 15', 'rate_limited 15']);
  });

  it('gain nothing by coming at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(throttle.attempt(account))));
    expect(outcomes.filter((one) => one === 'let through')).toHaveLength(10);
  });

  it('are forgotten by a right one', async () => {
    for (let i = 0; i < 9; i++) await throttle.attempt(account);
    await (await throttle.attempt(account)).right();
    for (let i = 0; i < 9; i++) expect(await outcome(throttle.attempt(account))).toBe('let through');
  });

  it('of a stranger do not count against the owner’s device, nor one account’s against another', async () => {
    for (let i = 0; i < 20; i++) await outcome(throttle.attempt(account));
    expect(await outcome(throttle.attempt(['password_device', 'laptop:ada']))).toBe('let through');
    expect(await outcome(throttle.attempt(['password_account', 'bob']))).toBe('let through');
    expect(await outcome(throttle.attempt(['totp_account', 'ada']))).toBe('let through');
  });

  it('of one address are counted together, and a right one does not wash it clean', async () => {
    const from = (email: string): Counted[] => [
      ['password_address', '203.0.113.7'],
      ['password_account', email],
    ];
    for (let i = 0; i < 29; i++) await throttle.attempt(...from(`user${i}`));
    await (await throttle.attempt(...from('mine'))).right();
    expect(await outcome(throttle.attempt(...from('next')))).toBe('let through');
    expect(await outcome(throttle.attempt(...from('victim')))).toBe('rate_limited 15');
    for (let i = 0; i < 10; i++) {
      expect(await outcome(throttle.attempt(['password_account', 'victim']))).toBe('let through');
    }
  });

  it('are free in proportion to RATE_LIMIT_SCALE', async () => {
    const scaled = throttleAt(3);
    for (let i = 0; i < 30; i++) expect(await outcome(scaled.attempt(account))).toBe('let through');
    expect(await outcome(scaled.attempt(account))).toBe('rate_limited 15');
  });
});

it('a quota is so many in its window, right or wrong', async () => {
  const throttle = throttleAt(1);
  const outcomes = [];
  for (let i = 0; i < 4; i++) outcomes.push(await outcome(throttle.spend('sign_up_email', 'ada')));
  expect(outcomes).toEqual(['let through', 'let through', 'let through', 'rate_limited 900']);
  expect(await outcome(throttle.spend('sign_up_email', 'bob'))).toBe('let through');
});
