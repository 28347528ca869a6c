import type { ApiCall, ApiClient, ApiReply, Json } from '../api-client.js';
import { list, object, text } from '../api-client.js';
import type { CalendarProvider, EventDraft, EventKey, RemoteEvent } from '../calendar-provider.js';
import { derivedId, keyText } from '../event-mark.js';
import { ProviderError } from '../provider-error.js';
import { EXPAND_MARK, fromOutlookEvent, KEY_PROPERTY, OWNER_PROPERTY, toOutlookEvent } from './outlook-event.js';

const EVENTS = '/me/events';
/** Ids that stay when the person moves an event between calendars, and times in UTC. */
const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"';
const MAX_PAGES = 200;

/** The default calendar of one Microsoft account, by Graph v1.0. */
export class OutlookCalendar implements CalendarProvider {
  constructor(private readonly api: ApiClient) {}

  async insert(draft: EventDraft): Promise<RemoteEvent | 'taken'> {
    // Graph answers a second POST of the same transaction with the first one's event, or, where the content differs, with
    // 409 ErrorDuplicateTransactionId.
    const body = { ...toOutlookEvent(draft), transactionId: derivedId(draft.key) };
    const { status, json } = await this.#call({ method: 'POST', path: EVENTS, body, expect: [409] });
    return status === 409 ? 'taken' : eventIn(json);
  }

  async update(externalId: string, draft: EventDraft, etag: string | null): Promise<RemoteEvent | 'changed'> {
    const { status, json } = await this.#call({
      method: 'PATCH',
      path: pathOf(externalId),
      body: toOutlookEvent(draft),
      ...(etag && { headers: { 'if-match': etag } }),
      expect: [409, 412],
    });
    return status === 409 || status === 412 ? 'changed' : eventIn(json);
  }

  async remove(externalId: string): Promise<void> {
    await this.#call({ method: 'DELETE', path: pathOf(externalId), expect: [404, 410] });
  }

  async get(externalId: string): Promise<RemoteEvent> {
    const query = new URLSearchParams({ $expand: EXPAND_MARK });
    return eventIn((await this.#call({ method: 'GET', path: `${pathOf(externalId)}?${query.toString()}` })).json);
  }

  async find(key: EventKey): Promise<RemoteEvent | undefined> {
    const found = await this.#list(KEY_PROPERTY, keyText(key));
    return found[0];
  }

  /** Graph cannot filter by a mark and a time at once: all of them come, whatever `since`. */
  list(owner: string): Promise<RemoteEvent[]> {
    return this.#list(OWNER_PROPERTY, owner);
  }

  async #list(propertyId: string, value: string): Promise<RemoteEvent[]> {
    const query = new URLSearchParams({
      $filter: `singleValueExtendedProperties/Any(ep: ep/id eq '${propertyId}' and ep/value eq '${value}')`,
      $expand: EXPAND_MARK,
      $top: '100',
    });
    const events: RemoteEvent[] = [];
    let path: string | undefined = `${EVENTS}?${query.toString()}`;
    for (let page = 0; path; page++) {
      if (page === MAX_PAGES)
        throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'the list has no end');
      const { json }: ApiReply = await this.#call({ method: 'GET', path });
      for (const item of list(json.value)) {
        const event = fromOutlookEvent(object(item) ?? {});
        if (event) events.push(event);
      }
      path = text(json['@odata.nextLink']);
    }
    return events;
  }

  #call(call: ApiCall): Promise<ApiReply> {
    return this.api.call({ ...call, headers: { prefer: PREFER, ...call.headers } });
  }
}

function pathOf(externalId: string): string {
  return `${EVENTS}/${encodeURIComponent(externalId)}`;
}

function eventIn(json: Json): RemoteEvent {
  const event = fromOutlookEvent(json);
  if (!event) throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'the answer holds no event');
  return event;
}
