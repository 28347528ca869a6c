import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply } from 'fastify';
import { type Clock, SystemClock } from '../../shared/time/clock.js';
import { calendarPage } from './calendar-page.js';
import type { Answer } from './emulator.js';
import { GoogleEmulator } from './google-emulator.js';
import { type Authorize, GuardedEmulator } from './guarded-emulator.js';
import { OutlookEmulator } from './outlook-emulator.js';

/** Whose calendars they are. */
export interface CalendarAccounts {
  /** Who issued an access token says whose it is. */
  authorize: Authorize;
  /** Takes back what an account has granted; without it the page offers no such thing. */
  revoke?: (accountId: string) => void;
}

export interface CalendarsOptions {
  accounts: { google: CalendarAccounts; outlook: CalendarAccounts };
  /** Default: a free one. */
  port?: number;
  clock?: Clock;
}

/** Emulated calendar APIs on a loopback port, with a page each that shows what they hold. */
export interface Calendars {
  /** As the configuration takes them: `GOOGLE_CALENDAR_API`, `MICROSOFT_GRAPH_API`. */
  googleCalendarApi: string;
  graphApi: string;
  /** The pages. */
  googlePage: string;
  outlookPage: string;
  google: GuardedEmulator & { emulator: GoogleEmulator };
  outlook: GuardedEmulator & { emulator: OutlookEmulator };
  stop(): Promise<void>;
}

export async function startCalendars({
  accounts,
  port = 0,
  clock = new SystemClock(),
}: CalendarsOptions): Promise<Calendars> {
  const google = new GuardedEmulator(new GoogleEmulator(clock), accounts.google.authorize) as Calendars['google'];
  const outlook = new GuardedEmulator(new OutlookEmulator(), accounts.outlook.authorize) as Calendars['outlook'];
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  let origin = '';

  for (const [guarded, { revoke }] of [
    [google, accounts.google],
    [outlook, accounts.outlook],
  ] as const) {
    const { emulator } = guarded;
    app.all(`${emulator.base}/*`, async (request, reply) => {
      const url = new URL(request.url, 'http://emulator');
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const body = typeof request.body === 'string' ? request.body : '';
      const outcome = await guarded.serve(
        { method: request.method, path: url.pathname, query: url.searchParams, headers, body },
        origin,
      );
      if (outcome.kind === 'answer') return send(reply, outcome.answer);
      reply.hijack();
      if (outcome.kind === 'cut') request.raw.socket.destroy();
      return reply;
    });
    app.get(`/${emulator.name}`, (_, reply) =>
      send(reply, {
        status: 200,
        body: calendarPage(emulator, { nameOf: (id) => guarded.nameOf(id), revocable: revoke !== undefined }),
      }),
    );
    app.post<{ Params: { act: string }; Body: string }>(`/${emulator.name}/:act`, (request, reply) => {
      const form = new URLSearchParams(request.body);
      const [account, event] = [form.get('account') ?? '', form.get('event') ?? ''];
      if (request.params.act === 'move') emulator.moveByHand(account, event, 60);
      if (request.params.act === 'delete') emulator.deleteByHand(account, event);
      if (request.params.act === 'revoke') revoke?.(account);
      return reply.redirect(`/${emulator.name}`, 303);
    });
  }
  await app.listen({ host: '127.0.0.1', port });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    googleCalendarApi: `${origin}${google.emulator.base}`,
    graphApi: `${origin}${outlook.emulator.base}`,
    googlePage: `${origin}/google`,
    outlookPage: `${origin}/outlook`,
    google,
    outlook,
    stop: () => app.close(),
  };
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  if (headers) reply.headers(headers);
  if (body === undefined) return reply.code(status).send();
  if (typeof body === 'string') return reply.code(status).type('text/html; charset=utf-8').send(body);
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
