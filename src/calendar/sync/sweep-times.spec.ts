import { expect, it } from '@jest/globals';
import { newId } from '../../shared/ids/ids.js';
import { nextSweep } from './sweep-times.js';

it('sweeps each calendar once a night, between one and five, not all at the same time', () => {
  const noon = new Date('2026-07-01T12:00:00Z');
  const times = Array.from({ length: 50 }, () => {
    const id = newId();
    const first = nextSweep(id, noon);
    expect(nextSweep(id, first).getTime() - first.getTime()).toBe(86_400_000);
    return first.toISOString();
  });
  expect(times.every((time) => time >= '2026-07-02T01:00' && time < '2026-07-02T05:00')).toBe(true);
  expect(new Set(times).size).toBeGreaterThan(45);
});
