import { expect } from '@jest/globals';
import { Client } from 'pg';
import { AppModule } from '../../src/app.module.js';
import { ConnectionsService } from '../../src/calendar/connections/connections.service.js';
import type { CalendarProviderName } from '../../src/calendar/providers/calendar-provider.js';
import { GRANT_SCOPES } from '../../src/calendar/providers/grant-scopes.js';
import { DeskModule, ticketChanged, type ScheduledTicket } from '../../src/desk/index.js';
import type { Authorize } from '../../src/embedded/calendars/guarded-emulator.js';
import { type Calendars, startCalendars } from '../../src/embedded/calendars/start-calendars.js';
import type { Actor } from '../../src/shared/access/actor.js';
import type { Config } from '../../src/shared/config/config.js';
import { Outbox } from '../../src/shared/events/outbox.js';
import { newId, type OrgId, type UserId } from '../../src/shared/ids/ids.js';
import type { Job } from '../../src/shared/queue/job.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { Clock, DAY, SystemClock } from '../../src/shared/time/clock.js';
import { type Agent, Desk } from '../support/desk.js';
import { FakeDeskModule, FakeSchedule } from './calendar-desk.js';
import { TokenIssuer } from './token-issuer.js';

/** Muster with a schedule that tests write, in place of the service desk's. */
export function withCalendars(config: Config): object {
  const app = AppModule.for(config);
  return { ...app, imports: app.imports?.map((each) => (each === DeskModule ? FakeDeskModule : each)) };
}

/** Counts the calls that are under way for one account at a time; each takes a moment. */
export class Traffic {
  readonly #underWay = new Map<string, number>();
  readonly most = new Map<string, number>();

  through(issuer: TokenIssuer): Authorize {
    return async (bearer) => {
      const account = issuer.authorize(bearer);
      if (!account) return undefined;
      const now = (this.#underWay.get(account.id) ?? 0) + 1;
      this.#underWay.set(account.id, now);
      this.most.set(account.id, Math.max(now, this.most.get(account.id) ?? 0));
      await new Promise((resolve) => setTimeout(resolve, 20));
      this.#underWay.set(account.id, (this.#underWay.get(account.id) ?? 1) - 1);
      return account;
    };
  }
}

/** Muster with a schedule that tests write, emulated calendars, and issuers of their tokens. */
export class CalendarDesk {
  private constructor(
    readonly desk: Desk,
    readonly calendars: Calendars,
    readonly issuers: Record<CalendarProviderName, TokenIssuer>,
    readonly sql: Client,
    readonly traffic: Traffic,
  ) {}

  /** `root`: the application; with the service desk's own schedule it is Muster as it is. */
  static async start(root: (config: Config) => object = withCalendars): Promise<CalendarDesk> {
    const issuers = {
      google: new TokenIssuer(new SystemClock(), false),
      outlook: new TokenIssuer(new SystemClock(), true),
    };
    const traffic = new Traffic();
    const calendars = await startCalendars({
      accounts: {
        google: { authorize: traffic.through(issuers.google) },
        outlook: { authorize: traffic.through(issuers.outlook) },
      },
    });
    const desk = await Desk.start(
      {
        GOOGLE_CLIENT_ID: 'muster',
        GOOGLE_CLIENT_SECRET: 'issuer-secret',
        GOOGLE_ISSUER: await issuers.google.listen(),
        GOOGLE_CALENDAR_API: calendars.googleCalendarApi,
        MICROSOFT_CLIENT_ID: 'muster',
        MICROSOFT_CLIENT_SECRET: 'issuer-secret',
        MICROSOFT_ISSUER: await issuers.outlook.listen(),
        MICROSOFT_GRAPH_API: calendars.graphApi,
      },
      root,
    );
    const sql = new Client({ connectionString: desk.config.databaseUrl });
    await sql.connect();
    return new CalendarDesk(desk, calendars, issuers, sql, traffic);
  }

  async stop(): Promise<void> {
    await this.sql.end();
    await this.desk.stop();
    await this.calendars.stop();
    await Promise.all([this.issuers.google.stop(), this.issuers.outlook.stop()]);
  }

  open(): Promise<Shop> {
    return Shop.open(this);
  }

  /** Connects an account as if its owner came back from the provider; answers the refresh token. */
  async connect(actor: Actor, provider: CalendarProviderName, account: { id: string; email: string }): Promise<string> {
    const refreshToken = this.issuers[provider].grant(account, [...GRANT_SCOPES[provider]]);
    const tokens = { refreshToken, accessToken: null, expiresAt: null };
    const grant = { provider, accountKey: account.id, accountEmail: account.email, tokens };
    await this.desk.app.get(ConnectionsService, { strict: false }).connect(actor, grant);
    return refreshToken;
  }
}

/** Whoever an agent is signed in as. */
export async function actorOf(agent: Agent): Promise<Actor> {
  const { body } = await agent.call('GET', '/api/v1/me');
  const org = body['org'] as { id: string; name: string };
  return {
    userId: body['id'] as UserId,
    orgId: org.id as OrgId,
    role: body['role'] as Actor['role'],
    name: String(body['name']),
    sessionId: newId(),
    orgName: org.name,
    isSystemAdmin: false,
    origin: { ip: null, userAgent: null, requestId: null },
  };
}

/** Waits for something that comes by the queue, twenty seconds at most. */
export async function eventually<T>(look: () => T | Promise<T>, right: (value: T) => boolean): Promise<T> {
  let value = await look();
  for (let i = 0; i < 200 && !right(value); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    value = await look();
  }
  return value;
}

/** One organization, its admin, and what is in the admin's calendars. */
export class Shop {
  private constructor(
    private readonly at: CalendarDesk,
    readonly admin: Agent,
    readonly actor: Actor,
    readonly email: string,
  ) {}

  static async open(at: CalendarDesk): Promise<Shop> {
    const { admin, orgId, email } = await at.desk.org();
    await at.sql.query(`update orgs set time_zone = 'Europe/Berlin' where id = $1`, [orgId]);
    const actor = await actorOf(admin);
    return new Shop(at, admin, actor, email);
  }

  account(provider: CalendarProviderName, name = this.email) {
    return { id: `${provider} ${name}`, email: name };
  }

  connect(provider: CalendarProviderName, name = this.email): Promise<string> {
    return this.at.connect(this.actor, provider, this.account(provider, name));
  }

  async ticket(changes: Partial<ScheduledTicket> & { clientId?: string } = {}): Promise<ScheduledTicket> {
    const ticket: ScheduledTicket = {
      id: newId(),
      number: 7,
      subject: 'Printer jams',
      description: null,
      status: 'open',
      clientName: 'Bakery',
      assigneeId: this.actor.userId,
      scheduledStart: new Date(Math.floor(this.at.desk.app.get(Clock).in(DAY).getTime() / 1_000) * 1_000),
      scheduledEnd: null,
      allDay: false,
      ...changes,
    };
    this.at.desk.app.get(FakeSchedule).put(this.actor.orgId, ticket);
    await this.tell(ticketChanged, { ticketId: ticket.id });
    return ticket;
  }

  /** One after the other, and told of in one commit: however slow the machine, they are there together. */
  async reschedules(ticket: ScheduledTicket, starts: readonly Date[]): Promise<void> {
    const { app } = this.at.desk;
    await app.get(TenantDb).write(this.actor.orgId, async (em) => {
      for (const scheduledStart of starts) {
        app.get(FakeSchedule).put(this.actor.orgId, { ...ticket, scheduledStart });
        app.get(Outbox).add(em, ticketChanged, { ticketId: ticket.id });
      }
    });
  }

  async tell<P extends object>(event: Job<P>, payload: NoInfer<P>): Promise<void> {
    await this.at.desk.app
      .get(TenantDb)
      .write(this.actor.orgId, async (em) => this.at.desk.app.get(Outbox).add(em, event, payload));
  }

  shown(provider: CalendarProviderName, name = this.email) {
    return this.at.calendars[provider].emulator.shown(this.account(provider, name).id);
  }

  /** Waits until the calendar shows this many events and no look at it is under way or to come; answers them. */
  async settled(provider: CalendarProviderName, events: number) {
    const left = await eventually(
      async () => (await this.underWay()) + Math.abs(this.shown(provider).length - events),
      (value) => value === 0,
    );
    expect(left).toBe(0);
    return this.shown(provider);
  }

  /** How many of the person's calendars have work to be done. */
  async underWay(): Promise<number> {
    const { rowCount } = await this.at.sql.query(
      `select from calendar_connections where user_id = $1 and (work_due_at is not null or sweep_at <= now())`,
      [this.actor.userId],
    );
    return rowCount ?? 0;
  }

  async calendar(provider: CalendarProviderName) {
    const { body } = await this.admin.call('GET', '/api/v1/me/calendars');
    return (body.items ?? []).find((item) => item.provider === provider);
  }
}
