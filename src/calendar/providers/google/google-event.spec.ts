import { describe, expect, it } from '@jest/globals';
import type { EventDraft } from '../calendar-provider.js';
import { fromGoogleEvent, toGoogleEvent } from './google-event.js';

const key = {
  connectionId: '0198c0de-0000-7000-8000-00000000000c',
  ticketId: '0198c0de-0000-7000-8000-000000000007',
  generation: 1,
};
const draft = (time: EventDraft['content']['time']): EventDraft => ({
  key,
  owner: 'u',
  hash: 'h',
  content: { title: 'T', description: 'D', time },
});
const timed = (start: string, end: string, zone: string) => draft({ allDay: false, start, end, zone });

describe('an event for Google', () => {
  it('says what, when and whose, and nothing else: no attendees, no comments, no reminders', () => {
    expect(toGoogleEvent(timed('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', 'Europe/Berlin'))).toEqual({
      status: 'confirmed',
      summary: 'T',
      description: 'D',
      start: { dateTime: '2026-07-01T12:00:00+02:00', timeZone: 'Europe/Berlin', date: null },
      end: { dateTime: '2026-07-01T13:00:00+02:00', timeZone: 'Europe/Berlin', date: null },
      extendedProperties: {
        private: { musterOwner: 'u', musterKey: `${key.ticketId}.1.${key.connectionId}`, musterHash: 'h' },
      },
    });
  });

  it.each([
    ['Pacific/Pago_Pago', '2026-07-01T10:00:00Z', '2026-06-30T23:00:00-11:00'],
    ['Pacific/Kiritimati', '2026-07-01T10:00:00Z', '2026-07-02T00:00:00+14:00'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00-03:30'],
    ['Europe/Berlin', '2026-03-29T00:59:00Z', '2026-03-29T01:59:00+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
  ])('in %s at %s starts at %s', (zone, start, expected) => {
    const end = new Date(Date.parse(start) + 3_600_000).toISOString().replace('.000', '');
    const body = toGoogleEvent(timed(start, end, zone));
    expect(body.start).toEqual({ dateTime: expected, timeZone: zone, date: null });
    expect(fromGoogleEvent({ id: 'e', ...body })?.time).toEqual({ allDay: false, start, end, zone });
  });

  it('all day has dates, the end exclusive, and takes the time away where there was one', () => {
    const body = toGoogleEvent(
      draft({ allDay: true, startDate: '2026-03-29', endDate: '2026-03-31', zone: 'Europe/Berlin' }),
    );
    expect(body.start).toEqual({ date: '2026-03-29', dateTime: null, timeZone: null });
    expect(body.end).toEqual({ date: '2026-03-31', dateTime: null, timeZone: null });
  });
});

describe('an event from Google', () => {
  it('is read with its mark', () => {
    const body = {
      id: 'e',
      etag: '"1"',
      ...toGoogleEvent(timed('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', 'UTC')),
    };
    expect(fromGoogleEvent(body)).toEqual({
      externalId: 'e',
      etag: '"1"',
      cancelled: false,
      title: 'T',
      time: { allDay: false, start: '2026-07-01T10:00:00Z', end: '2026-07-01T11:00:00Z', zone: 'UTC' },
      mark: { key, hash: 'h' },
    });
  });

  it.each([
    ['no event', {}, undefined],
    [
      'a deleted one, of which little is left',
      { id: 'e', status: 'cancelled' },
      { cancelled: true, time: null, mark: null },
    ],
    [
      'a series',
      { id: 'e', recurrence: ['RRULE:FREQ=DAILY'], start: { date: '2026-01-01' }, end: { date: '2026-01-02' } },
      { time: null },
    ],
    ['a time that is none', { id: 'e', start: { dateTime: 'soon' }, end: { dateTime: 'later' } }, { time: null }],
    ['a foreign mark', { id: 'e', extendedProperties: { private: { musterKey: 'x' } } }, { mark: null }],
    [
      'fields of other types',
      { id: 'e', summary: 7, start: [], end: 'x', extendedProperties: { private: [] } },
      { title: '', time: null },
    ],
  ])('%s', (_, json, expected) => {
    const event = fromGoogleEvent(json);
    if (expected === undefined) expect(event).toBeUndefined();
    else expect(event).toMatchObject(expected);
  });
});
