import { describe, expect, test } from '@jest/globals';
import type { Ticket } from '../../api/client';
import { rowsOf, startOf, weekOf } from './schedule-layout';

const zone = 'Europe/Berlin';
const tom = { id: 'u1', name: 'Tom', avatarUrl: null, deactivated: false };
const days = weekOf('2026-11-23');

/** Times of Tuesday in Berlin; `24:` and on of the day after. */
function visit(number: number, from: string, to: string | null, more: Partial<Ticket> = {}): Ticket {
  const at = (time: string) => new Date(Date.parse('2026-11-24T00:00+01:00') + minutes(time) * 60_000).toISOString();
  return {
    ...({ id: `t${number}`, number, assigneeId: tom.id, assignee: tom, allDay: false } as Ticket),
    scheduledStart: at(from),
    scheduledEnd: to && at(to),
    ...more,
  };
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

const rowOf = (tickets: Ticket[], person: string | null = tom.id) => {
  const row = rowsOf(tickets, [tom], days, zone).find((one) => (one.person?.id ?? null) === person);
  return { timed: row?.timed ?? [], allDay: row?.allDay ?? [] };
};
const overlapsOf = (tickets: Ticket[], person?: string | null) =>
  Object.fromEntries(rowOf(tickets, person).timed.map((block) => [block.visit.number, block.overlaps]));

describe('visits of one person', () => {
  test('that take the same time overlap, and stand side by side', () => {
    const tickets = [visit(1, '9:00', '11:00'), visit(2, '10:00', null), visit(3, '10:30', '12:00')];
    expect(overlapsOf(tickets)).toEqual({ 1: [2, 3], 2: [1, 3], 3: [1, 2] });
    expect(rowOf(tickets).timed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
  });

  test('that only touch do not', () => {
    expect(overlapsOf([visit(1, '9:00', '10:00'), visit(2, '10:00', '11:00')])).toEqual({ 1: [], 2: [] });
  });

  test('that are shorter than they are drawn stand side by side without a conflict', () => {
    const tickets = [visit(1, '9:00', '9:05'), visit(2, '9:05', '10:00')];
    expect(overlapsOf(tickets)).toEqual({ 1: [], 2: [] });
    expect(rowOf(tickets).timed.map(({ lane }) => lane)).toEqual([0, 1]);
  });

  test('that take whole days leave room for others', () => {
    const whole = [1, 2].map((number) => visit(number, '0:00', null, { allDay: true }));
    const { timed, allDay } = rowOf([...whole, visit(3, '9:00', '10:00')]);
    expect([...timed, ...allDay].map(({ overlaps }) => overlaps)).toEqual([[], [], []]);
    expect(allDay.map(({ lane }) => lane)).toEqual([0, 1]);
  });

  test('that run past midnight overlap on the day on which they meet', () => {
    const tickets = [visit(1, '22:00', '26:00'), visit(2, '25:00', '27:00')];
    expect(rowOf(tickets).timed.map(({ visit: { number }, day, overlaps }) => [number, day, overlaps])).toEqual([
      [1, 1, []],
      [1, 2, [2]],
      [2, 2, [1]],
    ]);
  });
});

test('visits that nobody has do not overlap: more than one person can go', () => {
  const open = { assigneeId: null, assignee: null };
  expect(overlapsOf([visit(1, '9:00', '11:00', open), visit(2, '10:00', '11:00', open)], null)).toEqual({
    1: [],
    2: [],
  });
});

test('whichever part of a visit is picked up, the whole of it moves from where it starts', () => {
  const parts = rowOf([visit(1, '22:30', '26:00')]).timed;
  expect(parts.map(startOf)).toEqual([
    { day: 1, minutes: 1350 },
    { day: 1, minutes: 1350 },
  ]);
  const before = rowOf([visit(1, '-30:00', '3:00')]).timed;
  expect(before.map(startOf)).toEqual([
    { day: -1, minutes: 1080 },
    { day: -1, minutes: 1080 },
  ]);
});
