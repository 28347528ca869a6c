import type { EventContent, EventTime } from '../sync/event-content.js';

export const CALENDAR_PROVIDERS = ['google', 'outlook'] as const;
export type CalendarProviderName = (typeof CALENDAR_PROVIDERS)[number];

/** What names one event of ours, the same on every try: a provider that has seen it does not make a second one. */
export interface EventKey {
  connectionId: string;
  ticketId: string;
  generation: number;
}

export interface EventDraft {
  key: EventKey;
  /** The user's id: marks all of our events in their calendar, over reconnects and connections. */
  owner: string;
  content: EventContent;
  /** `hashContent(content)`, kept in the event so that it can be recognized as unchanged. */
  hash: string;
}

/** An event of ours as the provider has it. */
export interface RemoteEvent {
  externalId: string;
  etag: string | null;
  /** Deleted, but its id is still taken (Google keeps such events). */
  cancelled: boolean;
  title: string;
  /** Null where it cannot be told (a cancelled event, or one made into a series). */
  time: EventTime | null;
  /** Null when it does not carry our mark, or one that cannot be read. */
  mark: { key: EventKey; hash: string } | null;
}

/**
 * One person's calendar at a provider. Every method throws `ProviderError`; nothing else. No method retries, but for one
 * new access token after a 401.
 */
export interface CalendarProvider {
  /** `taken`: the key's derived id is known to the provider already, with other content or as a deleted event. */
  insert(draft: EventDraft): Promise<RemoteEvent | 'taken'>;
  /** `changed`: the event is no longer as `etag` says; null writes whatever it is. Revives a cancelled event. */
  update(externalId: string, draft: EventDraft, etag: string | null): Promise<RemoteEvent | 'changed'>;
  /** Deleting what is not there is no error. */
  remove(externalId: string): Promise<void>;
  /** Throws the kind `gone` where there is none. */
  get(externalId: string): Promise<RemoteEvent>;
  /** By our mark; for after a reply that was lost. */
  find(key: EventKey): Promise<RemoteEvent | undefined>;
  /** All events that carry the owner's mark and are not deleted. Those over before `since` may be left out. */
  list(owner: string, since: Date): Promise<RemoteEvent[]>;
}
