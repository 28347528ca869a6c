import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarDesk } from './calendar-shop.js';

let at: CalendarDesk;
beforeAll(async () => {
  at = await CalendarDesk.start();
});
afterAll(() => at.stop());

describe('the private feed', () => {
  it('is read without signing in, with an ETag, until it is revoked', async () => {
    const shop = await at.open();
    await shop.ticket({ subject: 'Feed me' });
    const made = await shop.admin.call('POST', '/api/v1/me/calendar-feed');
    expect(made).toMatchObject({ status: 201, body: { exists: true } });
    const path = new URL(String(made.body.url)).pathname;
    const stranger = at.desk.agent();
    const read = (headers: Record<string, string> = {}) => fetch(at.desk.origin + path, { headers });
    const first = await read();
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(await first.text()).toContain('SUMMARY:#7 Feed me');
    const etag = first.headers.get('etag') ?? '';
    expect((await read({ 'if-none-match': etag })).status).toBe(304);
    await shop.ticket({ subject: 'And me', number: 8 });
    expect((await read({ 'if-none-match': etag })).status).toBe(200);
    expect((await shop.admin.call('GET', '/api/v1/me/calendar-feed')).body).toMatchObject({ url: null, exists: true });
    expect(JSON.stringify((await at.sql.query('select * from calendar_feeds')).rows)).not.toContain(
      path.split('/').at(-1)?.slice(0, 20),
    );

    await at.sql.query(`update orgs set status = 'suspended' where id = $1`, [shop.actor.orgId]);
    expect((await read()).status).toBe(404);
    await at.sql.query(`update orgs set status = 'active' where id = $1`, [shop.actor.orgId]);
    const again = await shop.admin.call('POST', '/api/v1/me/calendar-feed');
    expect((await read()).status).toBe(404);
    expect((await shop.admin.call('DELETE', '/api/v1/me/calendar-feed')).status).toBe(204);
    expect((await stranger.call('GET', new URL(String(again.body.url)).pathname)).body.code).toBe('not_found');
    expect((await stranger.call('GET', '/api/v1/calendar/feed/x.ics')).body.code).toBe('not_found');
  });
});

it('answers 404 for a calendar that there is none of, and 401 to strangers', async () => {
  const shop = await at.open();
  expect((await shop.admin.call('DELETE', '/api/v1/me/calendars/caldav')).status).toBe(404);
  expect((await at.desk.agent().call('GET', '/api/v1/me/calendars')).status).toBe(401);
  const other = await at.open();
  const ticket = await other.ticket();
  expect((await shop.admin.call('GET', `/api/v1/tickets/${ticket.id}/calendars`)).status).toBe(404);
});
