import { describe, expect, it } from '@jest/globals';
import type { EventDraft } from '../calendar-provider.js';
import { fromOutlookEvent, KEY_PROPERTY, toOutlookEvent } from './outlook-event.js';

const key = {
  connectionId: '0198c0de-0000-7000-8000-00000000000c',
  ticketId: '0198c0de-0000-7000-8000-000000000007',
  generation: 1,
};
const draft = (time: EventDraft['content']['time']): EventDraft => ({
  key,
  owner: 'u',
  hash: 'h',
  content: { title: 'T', description: 'D <b>', time },
});
const timed = (start: string, end: string, zone: string) => draft({ allDay: false, start, end, zone });

describe('an event for Outlook', () => {
  it('says what, when and whose, and nothing else: no attendees, no comments, no reminders', () => {
    const body = toOutlookEvent(timed('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', 'Europe/Berlin'));
    expect(body).toMatchObject({
      subject: 'T',
      body: { contentType: 'text', content: 'D <b>' },
      isAllDay: false,
      start: { dateTime: '2026-07-01T12:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-07-01T13:00:00', timeZone: 'Europe/Berlin' },
    });
    expect(Object.keys(body).sort()).toEqual([
      'body',
      'end',
      'isAllDay',
      'singleValueExtendedProperties',
      'start',
      'subject',
    ]);
  });

  it.each([
    ['Pacific/Pago_Pago', '2026-07-01T10:00:00Z', '2026-06-30T23:00:00', 'Pacific/Pago_Pago'],
    ['Pacific/Kiritimati', '2026-07-01T10:00:00Z', '2026-07-02T00:00:00', 'Pacific/Kiritimati'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00', 'Europe/Berlin'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00', 'Europe/Berlin'],
    // The second half past two has no name without an offset.
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T01:30:00', 'UTC'],
  ])('in %s at %s starts at %s in %s', (zone, start, dateTime, timeZone) => {
    expect(toOutlookEvent(timed(start, '2027-01-01T00:00:00Z', zone)).start).toEqual({ dateTime, timeZone });
  });

  it('all day is from midnight to an exclusive midnight in the zone', () => {
    const body = toOutlookEvent(
      draft({ allDay: true, startDate: '2026-03-29', endDate: '2026-03-31', zone: 'Pacific/Kiritimati' }),
    );
    expect(body).toMatchObject({
      isAllDay: true,
      start: { dateTime: '2026-03-29T00:00:00', timeZone: 'Pacific/Kiritimati' },
      end: { dateTime: '2026-03-31T00:00:00', timeZone: 'Pacific/Kiritimati' },
    });
  });
});

describe('an event from Outlook', () => {
  const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });

  it('is read with its mark, whatever the case of the property’s name', () => {
    const [property] = (
      toOutlookEvent(timed('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', 'UTC')).singleValueExtendedProperties as {
        id: string;
        value: string;
      }[]
    ).filter(({ id }) => id === KEY_PROPERTY);
    expect(
      fromOutlookEvent({
        id: 'e',
        '@odata.etag': 'W/"1"',
        subject: 'T',
        type: 'singleInstance',
        start: utc('2026-07-01T10:00:00.0000000'),
        end: utc('2026-07-01T11:00:00.0000000'),
        singleValueExtendedProperties: [{ ...property, id: property?.id.toLowerCase() }],
      }),
    ).toEqual({
      externalId: 'e',
      etag: 'W/"1"',
      cancelled: false,
      title: 'T',
      time: { allDay: false, start: '2026-07-01T10:00:00Z', end: '2026-07-01T11:00:00Z', zone: 'UTC' },
      mark: { key, hash: '' },
    });
  });

  it.each([
    ['no event', {}, undefined],
    [
      'all day',
      { id: 'e', isAllDay: true, start: utc('2026-03-29T00:00:00.0000000'), end: utc('2026-03-30T00:00:00.0000000') },
      { time: { allDay: true, startDate: '2026-03-29', endDate: '2026-03-30', zone: 'UTC' } },
    ],
    [
      'a series',
      { id: 'e', type: 'seriesMaster', start: utc('2026-03-29T00:00:00'), end: utc('2026-03-30T00:00:00') },
      { time: null },
    ],
    [
      'a zone by Windows’ name',
      {
        id: 'e',
        start: { dateTime: '2026-03-29T00:00:00', timeZone: 'W. Europe Standard Time' },
        end: utc('2026-03-30T00:00:00'),
      },
      { time: null },
    ],
    [
      'fields of other types',
      { id: 'e', subject: [], start: 7, singleValueExtendedProperties: {} },
      { title: '', time: null, mark: null },
    ],
  ])('%s', (_, json, expected) => {
    const event = fromOutlookEvent(json);
    if (expected === undefined) expect(event).toBeUndefined();
    else expect(event).toMatchObject(expected);
  });
});
