import { describe, expect, it } from '@jest/globals';
import { toICal, type FeedEvent } from './to-ical.js';

const event = (changes: Partial<FeedEvent['content']> = {}, uid = 'b@desk.example'): FeedEvent => ({
  uid,
  url: 'https://desk.example/tickets/b',
  content: {
    title: '#7 Printer',
    description: 'x',
    time: { allDay: false, start: '2026-07-01T10:00:00Z', end: '2026-07-01T11:00:00Z', zone: 'Europe/Berlin' },
    ...changes,
  },
});
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a feed', () => {
  it('has times in UTC and whole days as dates', () => {
    const days = event(
      { time: { allDay: true, startDate: '2026-07-01', endDate: '2026-07-03', zone: 'UTC' } },
      'a@desk.example',
    );
    const lines = unfolded(toICal('Schedule', [event(), days]));
    expect(lines.filter((line) => /^(UID|DTSTART|DTEND)/.test(line))).toEqual([
      'UID:a@desk.example',
      'DTSTART;VALUE=DATE:20260701',
      'DTEND;VALUE=DATE:20260703',
      'UID:b@desk.example',
      'DTSTART:20260701T100000Z',
      'DTEND:20260701T110000Z',
    ]);
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  });

  it('is the same for the same events, whatever their order', () => {
    const other = event({}, 'a@desk.example');
    expect(toICal('S', [event(), other])).toBe(toICal('S', [other, event()]));
  });

  it('lets no text end its line, and folds by octets without tearing a character', () => {
    const text = toICal('S', [event({ title: 'a;b,c\\d\r\nBEGIN:VEVENT', description: '😀'.repeat(60) })]);
    expect(unfolded(text)).toContain('SUMMARY:a\\;b\\,c\\\\d\\nBEGIN:VEVENT');
    expect(unfolded(text)).toContain(`DESCRIPTION:${'😀'.repeat(60)}`);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
