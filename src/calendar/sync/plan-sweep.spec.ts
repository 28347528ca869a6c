import { describe, expect, it } from '@jest/globals';
import type { RemoteEvent } from '../providers/calendar-provider.js';
import { hashContent, type EventContent } from './event-content.js';
import { compareEvent, planSweep, type KnownTicket } from './plan-sweep.js';
import { NEVER_SEEN, type KnownEvent } from './plan-sync.js';

const now = new Date('2026-07-01T09:00:00Z');
const time = {
  allDay: false as const,
  start: '2026-07-01T10:00:00Z',
  end: '2026-07-01T11:00:00Z',
  zone: 'Europe/Berlin',
};
const content: EventContent = { title: '#7 Printer', description: 'x', time };
const hash = hashContent(content);
const present: KnownEvent = {
  phase: 'present',
  generation: 2,
  externalId: 'e',
  etag: '"1"',
  hash,
  endsAt: new Date(time.end),
};
const known: KnownTicket = { known: present, content };
const event = (changes: Partial<RemoteEvent> = {}): RemoteEvent => ({
  externalId: 'e',
  etag: '"1"',
  cancelled: false,
  title: content.title,
  time: { ...time, zone: 'UTC' },
  mark: { key: { connectionId: 'c', ticketId: 't', generation: 2 }, hash },
  ...changes,
});
const sweep = (tickets: [string, KnownTicket][], ...remote: RemoteEvent[]) =>
  planSweep({ tickets: new Map(tickets), remote, connectionId: 'c', now });

describe('a sweep', () => {
  it('finds nothing where all is as known', () => {
    expect(sweep([['t', known]], event())).toEqual([]);
  });

  it('takes a touch that does not concern us for a new etag only', () => {
    expect(sweep([['t', known]], event({ etag: '"2"' }))).toEqual([
      { kind: 'learned', ticketId: 't', known: { ...present, etag: '"2"' }, drift: false },
    ]);
  });

  it.each<[string, Partial<RemoteEvent>]>([
    ['moved', { time: { ...time, start: '2026-07-01T10:30:00Z' } }],
    ['retitled', { title: 'Mine' }],
    ['made a series', { time: null }],
    ['made all day', { time: { allDay: true, startDate: '2026-07-01', endDate: '2026-07-02', zone: 'UTC' } }],
  ])('notices an event that was %s by hand', (_, changes) => {
    expect(sweep([['t', known]], event({ etag: '"2"', ...changes }))).toEqual([
      {
        kind: 'learned',
        ticketId: 't',
        known: { ...present, phase: 'writing', etag: '"2"', hash: null, endsAt: null },
        drift: true,
      },
    ]);
  });

  it('looks up what is not in the list, which tells nothing of what is over', () => {
    expect(sweep([['t', known]])).toEqual([{ kind: 'missing', ticketId: 't', externalId: 'e' }]);
    expect(compareEvent('t', known, undefined)).toEqual({
      kind: 'learned',
      ticketId: 't',
      known: { ...NEVER_SEEN, generation: 3 },
      drift: true,
    });
    expect(compareEvent('t', known, event({ cancelled: true }))).toMatchObject({
      known: { phase: 'absent', generation: 3 },
    });
  });

  it('adopts an event whose insert was never heard of again', () => {
    const begun: KnownTicket = { known: { ...NEVER_SEEN, phase: 'writing' }, content };
    const adopted = { phase: 'writing', generation: 2, externalId: 'e', etag: '"1"', hash: null, endsAt: null };
    for (const tickets of [[['t', begun]], [['t', { known: NEVER_SEEN, content: null }]], []] as [
      string,
      KnownTicket,
    ][][]) {
      expect(sweep(tickets, event())).toEqual([{ kind: 'learned', ticketId: 't', known: adopted, drift: false }]);
    }
  });

  it('calls a second event of the same ticket a double, a copy without a readable mark too', () => {
    const copy = event({ externalId: 'f' });
    const blank = event({ externalId: 'g', mark: null });
    expect(sweep([['t', known]], event(), copy, blank)).toEqual([
      { kind: 'double', externalId: 'f' },
      { kind: 'double', externalId: 'g' },
    ]);
    expect(sweep([], event(), copy).map(({ kind }) => kind)).toEqual(['learned', 'double']);
  });

  it('leaves what an earlier connection recorded and is over', () => {
    const past = { ...time, start: '2026-06-01T10:00:00Z', end: '2026-06-01T11:00:00Z' };
    const old = event({ time: past, mark: { key: { connectionId: 'older', ticketId: 't', generation: 1 }, hash } });
    expect(sweep([], old)).toEqual([]);
    expect(sweep([], event({ time: past })).map(({ kind }) => kind)).toEqual(['learned']);
  });
});
