import { expect, it } from '@jest/globals';
import { parseRetryAfter } from './provider-error.js';

const now = new Date('2026-07-01T10:00:00Z');

it.each([
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['0', 0],
  ['7', 7_000],
  [' 120 ', 120_000],
  ['-5', undefined],
  ['999999999', 3_600_000],
  ['Wed, 01 Jul 2026 10:00:30 GMT', 30_000],
  ['Wed, 01 Jul 2026 09:00:00 GMT', 0],
])('Retry-After %s is %s ms', (header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected);
});
