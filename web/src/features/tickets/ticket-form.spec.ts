import { describe, expect, test } from '@jest/globals';
import { planBody, planFaults, ticketBody, type TicketValues } from './ticket-form';

const given: TicketValues = {
  subject: ' Boiler ',
  description: '',
  client: { id: 'c1', name: 'Corner Bakery' },
  assignee: { id: 'u1', name: 'Tom', avatarUrl: null, deactivated: false },
  priority: 'high',
  start: '2026-11-24T09:00',
  end: '',
  allDay: false,
};

describe('what a ticket form sends', () => {
  test('is everything of a new ticket, also what it was opened with and nobody touched', () => {
    expect(ticketBody(given, () => true)).toEqual({
      subject: 'Boiler',
      description: null,
      clientId: 'c1',
      assigneeId: 'u1',
      priority: 'high',
      scheduledStart: '2026-11-24T09:00',
      scheduledEnd: null,
      allDay: false,
    });
  });

  test('is only what was changed of another', () => {
    expect(ticketBody(given, (path) => path === 'priority')).toEqual({ priority: 'high' });
    expect(planBody({ ...given, assignee: null }, (path) => path === 'assignee')).toEqual({ assigneeId: null });
  });
});

describe('a schedule', () => {
  test.each([
    ['', '', false, null, null],
    ['2026-11-24T09:00', '', false, null, null],
    ['2026-11-24T09:00', '2026-11-24T09:01', false, null, null],
    ['2026-11-24', '2026-11-24', true, null, null],
    ['', '2026-11-24T09:00', false, 'startNeeded', null],
    ['', '', true, 'startNeeded', null],
    ['2026-11-24T09:00', '2026-11-24T09:00', false, null, 'endBeforeStart'],
    ['2026-11-24T09:00', '2026-11-24T08:59', false, null, 'endBeforeStart'],
    ['2026-11-24', '2026-11-23', true, null, 'endBeforeStart'],
  ])('from "%s" to "%s", all day %s: %s, %s', (start, end, allDay, startFault, endFault) => {
    expect(planFaults.start({ start, end, allDay })).toBe(startFault);
    expect(planFaults.end({ start, end, allDay })).toBe(endFault);
  });
});
