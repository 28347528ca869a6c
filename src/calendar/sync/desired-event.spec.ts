import { describe, expect, it } from '@jest/globals';
import type { UserId } from '../../shared/ids/ids.js';
import { desiredEvent, endOf, eventTime, type ConnectionNow, type TicketNow } from './desired-event.js';

const USER = '0198c0de-0000-7000-8000-000000000001' as UserId;
const at = (iso: string) => new Date(iso);

describe('the time of an event', () => {
  it.each([
    ['an hour where no end is given', '2026-07-01T10:00:00Z', null, '2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z'],
    ['its own end', '2026-07-01T10:00:00Z', '2026-07-01T10:20:00Z', '2026-07-01T10:00:00Z', '2026-07-01T10:20:00Z'],
    [
      'an hour where the end is not after the start',
      '2026-07-01T10:00:00Z',
      '2026-07-01T10:00:00Z',
      '2026-07-01T10:00:00Z',
      '2026-07-01T11:00:00Z',
    ],
    [
      'whole seconds',
      '2026-07-01T10:00:00.900Z',
      '2026-07-01T10:20:00.100Z',
      '2026-07-01T10:00:00Z',
      '2026-07-01T10:20:00Z',
    ],
    // An hour is sixty minutes when the clocks change too.
    ['an hour over the spring gap', '2026-03-29T00:30:00Z', null, '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
    ['an hour over the autumn fold', '2026-10-25T00:30:00Z', null, '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ])('has %s', (_, start, end, from, to) => {
    expect(eventTime(at(start), end === null ? null : at(end), false, 'Europe/Berlin')).toEqual({
      allDay: false,
      start: from,
      end: to,
      zone: 'Europe/Berlin',
    });
  });

  it.each([
    ['Europe/Berlin', '2026-07-01T10:00:00Z', null, '2026-07-01', '2026-07-02'],
    ['Pacific/Pago_Pago', '2026-07-01T10:00:00Z', null, '2026-06-30', '2026-07-01'],
    ['Pacific/Kiritimati', '2026-07-01T10:00:00Z', null, '2026-07-02', '2026-07-03'],
    // Days of 23 and of 25 hours.
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-29', '2026-03-30'],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-25', '2026-10-26'],
    // An end at midnight closes the day before, one past it opens another day.
    ['Europe/Berlin', '2026-07-01T06:00:00Z', '2026-07-02T22:00:00Z', '2026-07-01', '2026-07-03'],
    ['Europe/Berlin', '2026-07-01T06:00:00Z', '2026-07-02T22:00:01Z', '2026-07-01', '2026-07-04'],
    ['Europe/Berlin', '2026-07-01T06:00:00Z', '2026-07-01T05:00:00Z', '2026-07-01', '2026-07-02'],
    ['Europe/Berlin', '2026-12-31T22:00:00Z', null, '2026-12-31', '2027-01-01'],
  ])('all day in %s from %s to %s is the days %s to before %s', (zone, start, end, startDate, endDate) => {
    expect(eventTime(at(start), end === null ? null : at(end), true, zone)).toEqual({
      allDay: true,
      startDate,
      endDate,
      zone,
    });
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-30T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-29T10:00:00.000Z'],
  ])('all day in %s is over at midnight there', (zone, end) => {
    expect(endOf({ allDay: true, startDate: '2026-03-29', endDate: '2026-03-30', zone }).toISOString()).toBe(end);
  });
});

const connection: ConnectionNow = {
  id: 'c',
  userId: USER,
  phase: 'connected',
  assignable: true,
  orgActive: true,
  timeZone: 'Europe/Berlin',
  ticketsUrl: 'https://desk.example/tickets',
};
const ticket: TicketNow = {
  id: 't',
  number: 7,
  subject: 'Printer jams',
  description: 'Second floor',
  status: 'open',
  clientName: 'Bakery',
  assigneeId: USER,
  scheduledStart: at('2026-07-01T10:00:00Z'),
  scheduledEnd: null,
  allDay: false,
};
const before = at('2026-07-01T09:00:00Z');
const after = at('2026-07-01T11:00:00Z');

describe('what should be in the calendar', () => {
  it.each<[string, TicketNow | null, Partial<ConnectionNow>, Date, string]>([
    ['a scheduled ticket of the person', ticket, {}, before, 'event'],
    ['one that is over', ticket, {}, after, 'kept'],
    ['a deleted one', null, {}, before, 'ticket_deleted'],
    ['one without a time', { ...ticket, scheduledStart: null }, {}, before, 'not_scheduled'],
    ['one of somebody else', { ...ticket, assigneeId: 'x' as UserId }, {}, before, 'other_assignee'],
    ['one of nobody', { ...ticket, assigneeId: null }, {}, before, 'other_assignee'],
    ['a resolved one', { ...ticket, status: 'resolved' }, {}, before, 'resolved'],
    ['a closed one', { ...ticket, status: 'closed' }, {}, before, 'resolved'],
    ['a closed one that is over', { ...ticket, status: 'closed' }, {}, after, 'kept'],
    ['a waiting one', { ...ticket, status: 'waiting' }, {}, before, 'event'],
    ['a viewer’s', ticket, { assignable: false }, before, 'not_assignable'],
    ['a viewer’s that is over', ticket, { assignable: false }, after, 'kept'],
    ['while disconnecting', ticket, { phase: 'disconnecting' }, before, 'disconnecting'],
  ])('%s', (_, given, changes, now, expected) => {
    const desired = desiredEvent(given, { ...connection, ...changes }, now);
    expect(desired.want === 'none' ? desired.why : desired.want).toBe(expected);
  });

  it('names ticket, client and where to open it', () => {
    expect(desiredEvent(ticket, connection, before)).toMatchObject({
      content: {
        title: '#7 Printer jams – Bakery',
        description: 'Client: Bakery\n\nSecond floor\n\nhttps://desk.example/tickets/t',
      },
    });
  });

  it('cuts long texts between characters', () => {
    const desired = desiredEvent(
      { ...ticket, subject: '😀'.repeat(400), description: '😀'.repeat(5_000) },
      connection,
      before,
    );
    if (desired.want === 'none') throw new Error('expected an event');
    expect([...desired.content.title]).toHaveLength(250);
    expect(desired.content.title.isWellFormed() && desired.content.description.isWellFormed()).toBe(true);
    expect(desired.content.description.length).toBeLessThan(4_200);
  });
});
