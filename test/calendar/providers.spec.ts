import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient, type TokenSource } from '../../src/calendar/providers/api-client.js';
import type { CalendarProvider, EventDraft, RemoteEvent } from '../../src/calendar/providers/calendar-provider.js';
import { parseGoogleError } from '../../src/calendar/providers/google/google-error.js';
import { GoogleCalendar } from '../../src/calendar/providers/google/google-calendar.js';
import { httpTransport } from '../../src/calendar/providers/http-transport.js';
import { OutlookCalendar } from '../../src/calendar/providers/outlook/outlook-calendar.js';
import { parseOutlookError } from '../../src/calendar/providers/outlook/outlook-error.js';
import { ProviderError } from '../../src/calendar/providers/provider-error.js';
import { hashContent } from '../../src/calendar/sync/event-content.js';
import type { Fault } from '../../src/embedded/calendars/faults.js';
import { type Calendars, startCalendars } from '../../src/embedded/calendars/start-calendars.js';
import { newId } from '../../src/shared/ids/ids.js';
import { SystemClock } from '../../src/shared/time/clock.js';

let calendars: Calendars;
const authorize = (bearer: string) =>
  bearer.startsWith('good') ? { id: bearer, email: 'tess@desk.example' } : undefined;
beforeAll(async () => {
  calendars = await startCalendars({ accounts: { google: { authorize }, outlook: { authorize } } });
});
afterAll(() => calendars.stop());

class Tokens implements TokenSource {
  renewals = 0;
  scopeChecks = 0;
  constructor(
    private first: string,
    private readonly second: string,
  ) {}
  current = () => Promise.resolve(this.first);
  renew = () => {
    this.renewals++;
    this.first = this.second;
    return Promise.resolve(this.second);
  };
  checkScopes = () => {
    this.scopeChecks++;
    return Promise.resolve();
  };
}

describe.each(['google', 'outlook'] as const)('%s, over the wire', (name) => {
  let provider: CalendarProvider;
  let tokens: Tokens;
  let account: string;
  const emulated = () => calendars[name];
  const shown = () => emulated().emulator.shown(account);
  const open = (source: Tokens, timeoutMs = 2_000) => {
    const transport = httpTransport({ timeoutMs, maxBytes: 1_000_000 });
    const clock = new SystemClock();
    return name === 'google'
      ? new GoogleCalendar(new ApiClient(calendars.googleCalendarApi, transport, source, parseGoogleError, clock))
      : new OutlookCalendar(new ApiClient(calendars.graphApi, transport, source, parseOutlookError, clock));
  };
  beforeEach(() => {
    account = `good-${newId()}`;
    tokens = new Tokens(account, account);
    provider = open(tokens);
  });

  const draft = (title = 'Visit', ticketId = newId()): EventDraft => {
    const time = {
      allDay: false as const,
      start: '2030-07-01T10:00:00Z',
      end: '2030-07-01T11:00:00Z',
      zone: 'Europe/Berlin',
    };
    const content = { title, description: 'Bring a ladder', time };
    return {
      key: { connectionId: newId(), ticketId, generation: 1 },
      owner: account,
      content,
      hash: hashContent(content),
    };
  };
  const titled = (of: EventDraft, title: string): EventDraft => {
    const content = { ...of.content, title };
    return { ...of, content, hash: hashContent(content) };
  };
  async function inserted(of = draft()): Promise<RemoteEvent> {
    const event = await provider.insert(of);
    if (event === 'taken') throw new Error('expected an event');
    return event;
  }
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => (error instanceof ProviderError ? error : undefined),
    );

  it('inserts, reads, finds, updates and removes', async () => {
    const first = draft();
    const event = await inserted(first);
    expect(shown()).toMatchObject([
      { title: 'Visit', description: 'Bring a ladder', start: '2030-07-01T10:00:00Z', attendees: [] },
    ]);
    const read = await provider.get(event.externalId);
    expect(read).toMatchObject({
      externalId: event.externalId,
      etag: event.etag,
      mark: { key: first.key, hash: first.hash },
    });
    expect(await provider.find(first.key)).toEqual(read);
    expect(await provider.find({ ...first.key, generation: 2 })).toBeUndefined();

    const updated = await provider.update(event.externalId, titled(first, 'Other'), event.etag);
    expect(updated).toMatchObject({ title: 'Other', externalId: event.externalId });
    expect(await provider.update(event.externalId, titled(first, 'Stale'), event.etag)).toBe('changed');
    expect(await provider.update(event.externalId, titled(first, 'Any'), null)).toMatchObject({ title: 'Any' });

    await provider.remove(event.externalId);
    await provider.remove(event.externalId);
    expect(shown()).toEqual([]);
  });

  it('does not double an insert whose reply was lost', async () => {
    const first = draft();
    emulated().faults.next({ kind: 'lose_reply' });
    expect(await failure(provider.insert(first))).toMatchObject({ kind: 'try_later', code: 'unreachable' });
    const again = await provider.insert(first);
    if (again === 'taken') expect(await provider.find(first.key)).toMatchObject({ title: 'Visit' });
    expect(await provider.insert(titled(first, 'Other'))).toBe('taken');
    expect(shown()).toHaveLength(1);
  });

  it('turns a timed event into days and back', async () => {
    const first = draft();
    const { externalId } = await inserted(first);
    const time = { allDay: true as const, startDate: '2030-03-31', endDate: '2030-04-02', zone: 'Pacific/Kiritimati' };
    const days = await provider.update(externalId, { ...first, content: { ...first.content, time } }, null);
    expect(days).toMatchObject({ time: { allDay: true, startDate: '2030-03-31', endDate: '2030-04-02' } });
    expect(shown()).toMatchObject([{ allDay: true, start: '2030-03-31', end: '2030-04-02' }]);
    expect(await provider.update(externalId, first, null)).toMatchObject({
      time: { allDay: false, start: '2030-07-01T10:00:00Z' },
    });
  });

  it('lists all of ours, over many pages, and nobody else’s', async () => {
    const mine = [];
    for (let i = 0; i < 260; i++) mine.push((await inserted(draft(`Visit ${i}`))).externalId);
    await inserted({ ...draft('Not mine'), owner: 'somebody else' });
    const listed = await provider.list(account, new Date('2030-01-01T00:00:00Z'));
    expect(listed.map(({ externalId }) => externalId).sort()).toEqual(mine.sort());
    expect(listed.every(({ mark }) => mark !== null)).toBe(true);
  });

  it('says that there is none', async () => {
    expect(await failure(provider.get('nosuchevent'))).toMatchObject({ kind: 'gone' });
    expect(await failure(provider.update('nosuchevent', draft(), null))).toMatchObject({ kind: 'gone' });
  });

  it('asks for one new token after a 401, and no more', async () => {
    const renewed = new Tokens('bad', account);
    provider = open(renewed);
    await inserted();
    expect(renewed.renewals).toBe(1);
    const hopeless = new Tokens('bad', 'bad');
    provider = open(hopeless);
    expect(await failure(provider.insert(draft()))).toMatchObject({
      kind: 'try_later',
      code: 'token_refused',
      status: 401,
    });
    expect(hopeless.renewals).toBe(1);
  });

  it.each<[string, Fault, object]>([
    [
      '403 rateLimitExceeded',
      { kind: 'refuse', refusal: 'rate_limited_403' },
      { kind: 'try_later', code: 'rate_limited' },
    ],
    [
      '429 with Retry-After',
      { kind: 'refuse', refusal: 'too_many_requests', retryAfter: '7' },
      { kind: 'try_later', retryAfter: 7_000 },
    ],
    [
      '403 insufficientPermissions',
      { kind: 'refuse', refusal: 'insufficient_permissions' },
      { kind: 'bug', code: 'permission_missing' },
    ],
    ['404', { kind: 'refuse', refusal: 'not_found' }, { kind: 'gone' }],
    ['410', { kind: 'refuse', refusal: 'gone' }, { kind: 'gone' }],
    ['500', { kind: 'refuse', refusal: 'server_error' }, { kind: 'try_later', status: 500 }],
    [
      '503 with Retry-After',
      { kind: 'refuse', refusal: 'service_unavailable', retryAfter: '3' },
      { kind: 'try_later', retryAfter: 3_000 },
    ],
    ['a connection that breaks', { kind: 'cut' }, { kind: 'try_later', code: 'unreachable' }],
    ['a page in place of JSON', { kind: 'html' }, { kind: 'bug', code: 'unreadable_answer' }],
    ['ten megabytes', { kind: 'huge' }, { kind: 'bug', code: 'unreadable_answer' }],
    ['a redirect to this machine', { kind: 'redirect' }, { kind: 'bug', code: 'unreadable_answer', status: 302 }],
  ])('tells %s', async (_, fault, expected) => {
    const { externalId } = await inserted();
    emulated().faults.next(fault);
    expect(await failure(provider.get(externalId))).toMatchObject(expected);
    expect(await provider.get(externalId)).toMatchObject({ externalId });
  });

  it('gives up on an answer that does not come', async () => {
    const { externalId } = await inserted();
    emulated().faults.next({ kind: 'hang' });
    expect(await failure(open(tokens, 50).get(externalId))).toMatchObject({ kind: 'try_later', code: 'timeout' });
  });

  it('shows on a page what the calendar holds, names escaped', async () => {
    await provider.insert(draft('<script>x</script>'));
    const page = await (await fetch(name === 'google' ? calendars.googlePage : calendars.outlookPage)).text();
    expect(page).toContain(name === 'google' ? 'Google Calendar' : 'Outlook');
    expect(page).toContain('&#60;script&#62;x&#60;/script&#62;');
    expect(page).not.toContain('<script');
  });

  it('asks the token endpoint whether a missing permission is for good', async () => {
    emulated().faults.next({ kind: 'refuse', refusal: 'insufficient_permissions' });
    await failure(provider.insert(draft()));
    expect(tokens.scopeChecks).toBe(1);
  });
});

it('does not follow a next page to another address with the token', async () => {
  const seen: string[] = [];
  const page = JSON.stringify({ value: [], '@odata.nextLink': 'http://127.0.0.1:9/steal' });
  const transport = (request: { url: string }) => {
    seen.push(request.url);
    return Promise.resolve({ status: 200, headers: new Headers(), text: page });
  };
  const api = new ApiClient(
    'https://graph.example/v1.0',
    transport,
    new Tokens('good', 'good'),
    parseOutlookError,
    new SystemClock(),
  );
  await expect(new OutlookCalendar(api).list('u')).rejects.toMatchObject({ kind: 'bug', code: 'unreadable_answer' });
  expect(seen).toHaveLength(1);
});
