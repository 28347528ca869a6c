import { describe, expect, it } from '@jest/globals';
import { addDays, instantOf, isTimeZone, localDate, localTime, localTimeWithOffset, startOfDay } from './zoned-time.js';

const at = (iso: string) => new Date(iso);

describe('local time', () => {
  it.each([
    ['2026-07-01T10:00:00Z', 'Europe/Berlin', '2026-07-01T12:00:00+02:00'],
    ['2026-01-01T10:00:00Z', 'Europe/Berlin', '2026-01-01T11:00:00+01:00'],
    ['2026-01-01T10:30:00Z', 'Pacific/Pago_Pago', '2025-12-31T23:30:00-11:00'],
    ['2026-01-01T10:30:00Z', 'Pacific/Kiritimati', '2026-01-02T00:30:00+14:00'],
    ['2026-01-01T10:30:00Z', 'Asia/Kathmandu', '2026-01-01T16:15:00+05:45'],
    ['2026-01-01T00:00:00Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00+00:00'],
    // The hour that comes twice.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00+01:00'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(localTimeWithOffset(at(instant), zone)).toBe(expected);
    expect(localTime(at(instant), zone)).toBe(expected.slice(0, 19));
    expect(localDate(at(instant), zone)).toBe(expected.slice(0, 10));
  });

  it('drops what is smaller than a second', () => {
    expect(localTimeWithOffset(at('2026-07-01T10:00:00.999Z'), 'Europe/Berlin')).toBe('2026-07-01T12:00:00+02:00');
  });
});

describe('the instant of a local time', () => {
  it.each([
    ['2026-07-01T12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-01-02T00:30:00', 'Pacific/Kiritimati', '2026-01-01T10:30:00.000Z'],
    ['2025-12-31T23:30:00', 'Pacific/Pago_Pago', '2026-01-01T10:30:00.000Z'],
    // Twice there: the first. Never there: as far behind the gap.
    ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, expected) => {
    expect(instantOf(local, zone).toISOString()).toBe(expected);
  });

  it('is the first of a day that has no midnight', () => {
    expect(startOfDay('2025-09-07', 'America/Santiago').toISOString()).toBe('2025-09-07T04:00:00.000Z');
  });
});

it('counts days over months, years and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['+01:00', false],
  ['Mars/Olympus', false],
  ['', false],
])('%s is a time zone: %s', (zone, known) => {
  expect(isTimeZone(zone)).toBe(known);
});
