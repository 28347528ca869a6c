import type { RemoteEvent } from '../providers/calendar-provider.js';
import { sameTime, type EventContent } from './event-content.js';

/**
 * Whether an event is as we wrote it. The hash in its mark says what we wrote last, title and time whether a person has
 * changed them since; the description is left out, since Outlook turns it into HTML of its own.
 */
export function showsContent(event: RemoteEvent, content: EventContent, hash: string): boolean {
  return (
    !event.cancelled &&
    event.mark?.hash === hash &&
    event.title === content.title &&
    event.time !== null &&
    sameTime(event.time, content.time)
  );
}
