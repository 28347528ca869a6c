import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auth, calendar, type calendar_v3 } from '@googleapis/calendar';
import { type Calendars, startCalendars } from '../../src/embedded/calendars/start-calendars.js';
import { newId } from '../../src/shared/ids/ids.js';

// The stand-in as Google's own client sees it: what it promises is what our provider relies on.
let calendars: Calendars;
let google: calendar_v3.Calendar;
let token: string;
const calendarId = 'primary';
const silent = { retry: false } as const;

beforeAll(async () => {
  const authorize = (bearer: string) => ({ id: bearer, email: `${bearer}@desk.example` });
  calendars = await startCalendars({ accounts: { google: { authorize }, outlook: { authorize } } });
});
afterAll(() => calendars.stop());
beforeEach(() => {
  token = newId();
  const credentials = new auth.OAuth2();
  credentials.setCredentials({ access_token: token });
  google = calendar({ version: 'v3', auth: credentials, rootUrl: new URL('/', calendars.googleCalendarApi).href });
});

const body = (id: string): calendar_v3.Schema$Event => ({
  id,
  summary: 'Visit',
  start: { dateTime: '2026-07-01T12:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-07-01T13:00:00+02:00', timeZone: 'Europe/Berlin' },
  extendedProperties: { private: { owner: 'me' } },
});
const insert = (id: string) => google.events.insert({ calendarId, requestBody: body(id) }, silent);

/** The status and reason of a refusal. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: { status?: number; response?: { data?: { error?: { errors?: { reason: string }[] } } } }) => thrown,
  );
  return `${error?.status} ${error?.response?.data?.error?.errors?.[0]?.reason}`;
}

describe('the Google Calendar stand-in', () => {
  it('keeps an event under the id that the client gave it', async () => {
    const { data } = await insert('abcde123');
    expect(data).toMatchObject({
      id: 'abcde123',
      status: 'confirmed',
      summary: 'Visit',
      start: { dateTime: '2026-07-01T12:00:00+02:00' },
    });
    expect((await google.events.get({ calendarId, eventId: 'abcde123' })).data).toEqual(data);
    expect(await refusal(insert('abcde123'))).toBe('409 duplicate');
    expect(await refusal(insert('UPPER'))).toBe('400 invalid');
  });

  it('keeps a deleted one as cancelled: its id stays taken, it is gone for a second deletion, and it can come back', async () => {
    await insert('abcde123');
    await google.events.delete({ calendarId, eventId: 'abcde123' });
    expect((await google.events.get({ calendarId, eventId: 'abcde123' })).data.status).toBe('cancelled');
    expect((await google.events.list({ calendarId })).data.items).toEqual([]);
    expect((await google.events.list({ calendarId, showDeleted: true })).data.items).toHaveLength(1);
    expect(await refusal(google.events.delete({ calendarId, eventId: 'abcde123' }, silent))).toBe('410 deleted');
    expect(await refusal(google.events.delete({ calendarId, eventId: 'never00' }, silent))).toBe('404 notFound');
    expect(await refusal(insert('abcde123'))).toBe('409 duplicate');
    const { data } = await google.events.patch({
      calendarId,
      eventId: 'abcde123',
      requestBody: { status: 'confirmed' },
    });
    expect(data).toMatchObject({ status: 'confirmed', summary: 'Visit' });
  });

  it('writes only what it was asked to where an ETag is named', async () => {
    const first = (await insert('abcde123')).data.etag as string;
    const patch = (etag: string) =>
      google.events.patch(
        { calendarId, eventId: 'abcde123', requestBody: { summary: 'Other' } },
        { ...silent, headers: { 'If-Match': etag } },
      );
    const second = (await patch(first)).data.etag;
    expect(second).not.toBe(first);
    expect(await refusal(patch(first))).toBe('412 conditionNotMet');
    expect(
      await refusal(
        google.events.delete({ calendarId, eventId: 'abcde123' }, { ...silent, headers: { 'If-Match': first } }),
      ),
    ).toBe('412 conditionNotMet');
  });

  it('merges a patch and replaces by an update', async () => {
    await google.events.insert({ calendarId, requestBody: { ...body('abcde123'), colorId: '4' } });
    const patched = await google.events.patch({
      calendarId,
      eventId: 'abcde123',
      // The client's types know no null, which is how a patch takes away.
      requestBody: {
        start: { date: '2026-07-01', dateTime: null, timeZone: null },
        end: { date: '2026-07-02', dateTime: null, timeZone: null },
      },
    });
    expect(patched.data).toMatchObject({ colorId: '4', start: { date: '2026-07-01' }, end: { date: '2026-07-02' } });
    expect(patched.data.start?.dateTime).toBeUndefined();
    const updated = await google.events.update({
      calendarId,
      eventId: 'abcde123',
      requestBody: { ...body('ignored'), summary: 'New' },
    });
    expect(updated.data).toMatchObject({ id: 'abcde123', summary: 'New' });
    expect(updated.data.colorId).toBeUndefined();
  });

  it('lists by private property and time, page by page', async () => {
    for (let i = 0; i < 5; i++) await insert(`event00${i}`);
    await google.events.insert({ calendarId, requestBody: { ...body('foreign0'), extendedProperties: {} } });
    const ids: string[] = [];
    let pageToken: string | undefined;
    let pages = 0;
    do {
      const { data }: { data: calendar_v3.Schema$Events } = await google.events.list({
        calendarId,
        privateExtendedProperty: ['owner=me'],
        maxResults: 2,
        ...(pageToken && { pageToken }),
      });
      ids.push(...(data.items ?? []).map(({ id }) => id ?? ''));
      pageToken = data.nextPageToken ?? undefined;
      pages++;
    } while (pageToken);
    expect([pages, ids]).toEqual([3, ['event000', 'event001', 'event002', 'event003', 'event004']]);
    expect((await google.events.list({ calendarId, timeMin: '2026-07-01T11:00:00Z' })).data.items).toEqual([]);
    expect((await google.events.list({ calendarId, timeMin: '2026-07-01T10:59:00Z' })).data.items).toHaveLength(6);
  });

  it.each([
    ['an end before the start', { end: { dateTime: '2026-07-01T11:00:00+02:00' } }],
    ['a local time without a zone', { start: { dateTime: '2026-07-01T12:00:00' } }],
    ['a zone that is none', { start: { dateTime: '2026-07-01T12:00:00', timeZone: 'Mars/Olympus' } }],
    ['a date and a time', { start: { date: '2026-07-01' } }],
    ['an empty day', { start: { date: '2026-07-01' }, end: { date: '2026-07-01' } }],
  ])('refuses %s', async (_, wrong) => {
    expect(
      await refusal(google.events.insert({ calendarId, requestBody: { ...body('abcde123'), ...wrong } }, silent)),
    ).toBe('400 invalid');
  });

  it('refuses other people’s calendars and what it is told to refuse', async () => {
    expect(await refusal(google.events.list({ calendarId: 'other@desk.example' }, silent))).toBe('404 notFound');
    const told = [];
    for (const refused of ['bad_token', 'rate_limited_403', 'insufficient_permissions', 'server_error'] as const) {
      calendars.google.faults.next({ kind: 'refuse', refusal: refused });
      told.push(await refusal(google.events.list({ calendarId }, silent)));
    }
    expect(told).toEqual(['401 authError', '403 rateLimitExceeded', '403 insufficientPermissions', '500 backendError']);
  });
});
