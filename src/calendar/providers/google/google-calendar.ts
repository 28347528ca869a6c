import type { ApiClient, Json } from '../api-client.js';
import { list, object, text } from '../api-client.js';
import type { CalendarProvider, EventDraft, EventKey, RemoteEvent } from '../calendar-provider.js';
import { derivedId } from '../event-mark.js';
import { ProviderError } from '../provider-error.js';
import { fromGoogleEvent, OWNER_PROPERTY, toGoogleEvent } from './google-event.js';

const EVENTS = '/calendars/primary/events';
/** Nobody else is told of anything, whatever people add to the event by hand. */
const SILENT = 'sendUpdates=none';
const MAX_PAGES = 100;

/** The primary calendar of one Google account, by the Calendar API v3. */
export class GoogleCalendar implements CalendarProvider {
  constructor(private readonly api: ApiClient) {}

  async insert(draft: EventDraft): Promise<RemoteEvent | 'taken'> {
    const body = { id: derivedId(draft.key), ...toGoogleEvent(draft) };
    const { status, json } = await this.api.call({ method: 'POST', path: `${EVENTS}?${SILENT}`, body, expect: [409] });
    return status === 409 ? 'taken' : eventIn(json);
  }

  async update(externalId: string, draft: EventDraft, etag: string | null): Promise<RemoteEvent | 'changed'> {
    const { status, json } = await this.api.call({
      method: 'PATCH',
      path: `${pathOf(externalId)}?${SILENT}`,
      body: toGoogleEvent(draft),
      ...(etag && { headers: { 'if-match': etag } }),
      expect: [412],
    });
    return status === 412 ? 'changed' : eventIn(json);
  }

  async remove(externalId: string): Promise<void> {
    await this.api.call({ method: 'DELETE', path: `${pathOf(externalId)}?${SILENT}`, expect: [404, 410] });
  }

  async get(externalId: string): Promise<RemoteEvent> {
    return eventIn((await this.api.call({ method: 'GET', path: pathOf(externalId) })).json);
  }

  async find(key: EventKey): Promise<RemoteEvent | undefined> {
    const { status, json } = await this.api.call({ method: 'GET', path: pathOf(derivedId(key)), expect: [404, 410] });
    return status === 200 ? eventIn(json) : undefined;
  }

  async list(owner: string, since: Date): Promise<RemoteEvent[]> {
    const events: RemoteEvent[] = [];
    const query = new URLSearchParams({
      privateExtendedProperty: `${OWNER_PROPERTY}=${owner}`,
      timeMin: since.toISOString(),
      maxResults: '250',
      singleEvents: 'false',
    });
    for (let page = 0; page < MAX_PAGES; page++) {
      const { json } = await this.api.call({ method: 'GET', path: `${EVENTS}?${query.toString()}` });
      for (const item of list(json.items)) {
        const event = fromGoogleEvent(object(item) ?? {});
        if (event && !event.cancelled) events.push(event);
      }
      const next = text(json.nextPageToken);
      if (!next) return events;
      query.set('pageToken', next);
    }
    throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'the list has no end');
  }
}

function pathOf(externalId: string): string {
  return `${EVENTS}/${encodeURIComponent(externalId)}`;
}

function eventIn(json: Json): RemoteEvent {
  const event = fromGoogleEvent(json);
  if (!event) throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'the answer holds no event');
  return event;
}
