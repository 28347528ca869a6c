import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  instantOf,
  localAt,
  localMinute,
  minuteOfDay,
  startOfDay,
  weekday,
} from '../../web/src/components/zoned-time.js';
import { instantOf as instantOnServer } from '../../src/shared/time/zoned-time.js';

const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC'];

describe('times of the schedule', () => {
  test('are the same instants that the server makes of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2001-01-01T00:00Z') / 60_000, max: Date.parse('2099-01-01T00:00Z') / 60_000 }),
        fc.constantFrom(...zones),
        (minute, zone) => {
          const local = new Date(minute * 60_000).toISOString().slice(0, 16);
          expect(instantOf(local, zone)).toBe(instantOnServer(`${local}:00`, zone).toISOString());
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a visit dropped into the hour that is left out starts behind it', () => {
    expect(localMinute(Date.parse(instantOf('2026-03-29T02:30', 'Europe/Berlin')), 'Europe/Berlin')).toBe(
      '2026-03-29T03:30',
    );
  });

  test('days are civil days, whatever the clocks do', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('2026-11-29')).toBe(7);
    expect(localAt('2026-11-24', -15)).toBe('2026-11-23T23:45');
    expect(localAt('2026-11-24', 1440 + 90)).toBe('2026-11-25T01:30');
    expect(minuteOfDay('2026-11-24T09:45')).toBe(585);
    expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  });
});
