import type { EventContent, EventTime } from '../sync/event-content.js';

export interface FeedEvent {
  /** Stays the same for the life of a ticket. */
  uid: string;
  content: EventContent;
  url: string;
}

/**
 * An iCalendar object (RFC 5545). The same events give the same bytes, so that an ETag works. Times are in UTC, which every program shows in
 * the reader's own zone; whole days are dates.
 */
export function toICal(name: string, events: readonly FeedEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Muster//Schedule//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...[...events].sort((a, b) => (a.uid < b.uid ? -1 : 1)).flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines({ uid, content, url }: FeedEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escape(uid)}`,
    `DTSTAMP:${stamp(content.time)}`,
    ...timeLines(content.time),
    `SUMMARY:${escape(content.title)}`,
    `DESCRIPTION:${escape(content.description)}`,
    `URL:${url}`,
    'END:VEVENT',
  ];
}

function timeLines(time: EventTime): string[] {
  if (time.allDay) {
    return [`DTSTART;VALUE=DATE:${basic(time.startDate)}`, `DTEND;VALUE=DATE:${basic(time.endDate)}`];
  }
  return [`DTSTART:${basic(time.start)}`, `DTEND:${basic(time.end)}`];
}

function stamp(time: EventTime): string {
  return time.allDay ? `${basic(time.startDate)}T000000Z` : basic(time.start);
}

/** `2026-07-01T10:00:00Z` → `20260701T100000Z`. */
function basic(iso: string): string {
  return iso.replace(/[-:]/g, '');
}

function escape(text: string): string {
  return text
    .replace(/[\\;,]/g, (c) => `\\${c}`)
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** At most 75 octets a line; no character is torn. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
