import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time/clock.js';
import { lifetimeInWords, momentInWords } from './time-in-words.js';

describe('a lifetime', () => {
  it.each([
    [10 * MINUTE, '10 minutes'],
    [30 * MINUTE - 4 * SECOND, '30 minutes'],
    [12 * MINUTE, '12 minutes'],
    [20 * SECOND, 'a minute'],
    [-MINUTE, 'a minute'],
    [24 * HOUR, '24 hours'],
    [24 * HOUR - 2 * MINUTE, '24 hours'],
    [22.5 * HOUR, '22 hours'],
    [2 * HOUR, '2 hours'],
    [7 * DAY, '7 days'],
    [7 * DAY - 3 * SECOND, '7 days'],
    [5.5 * DAY, '5 days'],
  ])('of %d ms is %s', (ms, words) => {
    expect(lifetimeInWords(ms)).toBe(words);
  });
});

describe('a moment', () => {
  it.each([
    ['UTC', '1 December 2026 at 13:05 UTC'],
    ['Europe/Berlin', '1 December 2026 at 14:05 CET'],
    ['America/New_York', '1 December 2026 at 08:05 GMT-5'],
  ])('in %s', (zone, words) => {
    expect(momentInWords(new Date('2026-12-01T13:05:59Z'), zone)).toBe(words);
  });
});
