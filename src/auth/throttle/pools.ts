import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time/clock.js';

/**
 * What tries are counted by. The account's own pools are for strangers: a device that signed in before is counted by
 * itself, so nobody can use up the owner's tries, and a magic link asks none of them. Each factor has its own.
 * `free`: wrong tries in a row without any delay, times `RATE_LIMIT_SCALE`.
 */
export const POOLS = {
  password_account: { free: 10 },
  password_address: { free: 30 },
  password_device: { free: 10 },
  totp_account: { free: 10 },
  totp_device: { free: 10 },
  backup_code_account: { free: 10 },
  backup_code_device: { free: 10 },
  /** Current password or code asked of somebody who is signed in already. */
  own_password: { free: 10 },
  own_code: { free: 10 },
} as const satisfies Record<string, { free: number }>;
export type PoolName = keyof typeof POOLS;

/** Wrong tries are forgotten after a day, or by a right one. */
export const FORGET_AFTER = DAY;

const FIRST_DELAY = 15 * SECOND;
const LONGEST_DELAY = 15 * MINUTE;

/** Milliseconds that the next try must wait after this many wrong ones: none at first, then doubling up to a bound. */
export function delayAfter(wrongTries: number, free: number): number {
  if (wrongTries < free) return 0;
  return Math.min(FIRST_DELAY * 2 ** (wrongTries - free), LONGEST_DELAY);
}

/** How many times something may be done, right or wrong, in a window of milliseconds. */
export const QUOTAS = {
  magic_link_email: { points: 3, window: 15 * MINUTE },
  magic_link_email_day: { points: 10, window: DAY },
  magic_link_address: { points: 20, window: HOUR },
  sign_up_email: { points: 3, window: 15 * MINUTE },
  sign_up_address: { points: 20, window: HOUR },
  confirm_mail: { points: 3, window: 15 * MINUTE },
  provider_address: { points: 120, window: 10 * MINUTE },
} as const satisfies Record<string, { points: number; window: number }>;
export type QuotaName = keyof typeof QUOTAS;
