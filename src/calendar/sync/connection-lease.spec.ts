import { expect, it } from '@jest/globals';
import { pauseAfter } from './connection-lease.js';

it.each([
  [0, undefined, 1, 2_000],
  [3, undefined, 1, 16_000],
  [3, undefined, 0.5, 8_000],
  [3, undefined, 0, 0],
  [50, undefined, 1, 900_000],
  [0, 7_000, 0.5, 7_000],
  [0, 3_600_000, 1, 3_600_000],
])('after %s failures and Retry-After %s, chance %s: %s ms', (failures, retryAfter, chance, expected) => {
  expect(pauseAfter(failures, retryAfter, () => chance)).toBe(expected);
});
