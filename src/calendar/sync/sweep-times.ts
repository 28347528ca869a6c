import { createHash } from 'node:crypto';
import { DAY, HOUR } from '../../shared/time/clock.js';

const FROM = 1 * HOUR;
const SPREAD = 4 * HOUR;

/** When a calendar is next looked at as a whole: once a night (UTC), each connection at a time of its own between one and five. */
export function nextSweep(connectionId: string, now: Date): Date {
  const share = createHash('sha256').update(connectionId).digest().readUInt32BE() / 2 ** 32;
  const time = FROM + Math.floor(share * SPREAD);
  const today = Math.floor(now.getTime() / DAY) * DAY + time;
  // Not twice in a night: what was swept an hour ago waits for the next one.
  return new Date(today > now.getTime() + HOUR ? today : today + DAY);
}
