import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, DAY, HOUR, MINUTE } from '../../shared/time/clock.js';
import { addDays, instantOf, localDate, startOfDay } from '../../shared/time/zoned-time.js';
import { Client } from '../clients/client.entity.js';
import { MoneyEntry, type MoneyKind } from '../money/money-entry.entity.js';
import { nextNumber } from '../numbers.js';
import { Quote } from '../quotes/quote.entity.js';
import { quoteTotal } from '../quotes/quote-rules.js';
import { orgDefaults } from '../references.js';
import { searchKey } from '../search-key.js';
import { Comment } from '../tickets/comment.entity.js';
import { Ticket } from '../tickets/ticket.entity.js';
import { CLIENTS, COMMENTS, EXPENSES, type DemoTicket, QUOTES, REVENUE, TICKETS } from './demo-shop.js';

const MONTHS = 8;

interface Making {
  em: EntityManager;
  orgId: OrgId;
  now: Date;
  zone: string;
  currency: string;
  /** Those who work on tickets: admins first, then technicians, each by age of the account. */
  people: UserId[];
  clients: string[];
}

/** The demo's shop at work: clients, two weeks of tickets around now, comments, months of money, quotes. */
@Injectable()
export class DeskDemo {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  /** Once: an organization that ever had a ticket is left alone, also when all were deleted. */
  async seed(orgId: OrgId): Promise<void> {
    await this.db.write(orgId, async (em) => {
      if ((await em.execute<object[]>('select 1 from desk_counters limit 1')).length > 0) return;
      const rows = await em.execute<{ id: UserId }[]>(
        `select id from users where status = 'active' and role in ('admin', 'technician') order by role, id`,
      );
      const people = rows.map(({ id }) => id);
      if (people.length === 0) return;
      const { timeZone: zone, currency } = await orgDefaults(em);
      const making: Making = { em, orgId, now: this.clock.now(), zone, currency, people, clients: [] };
      makeClients(making);
      await em.flush();
      await makeTickets(making);
      makeMoney(making, 'revenue', REVENUE);
      makeMoney(making, 'expense', EXPENSES);
      await makeQuotes(making);
    });
  }
}

function times(at: Date) {
  return { changedIn: {}, createdAt: at, updatedAt: at };
}

function makeClients(making: Making): void {
  for (const [name, email, phone, notes] of CLIENTS) {
    const id = newId();
    making.clients.push(id);
    const at = new Date(making.now.getTime() - 240 * DAY);
    making.em.persist(
      making.em.create(Client, {
        ...{ id, orgId: making.orgId, name, nameKey: searchKey(name), email, phone, notes },
        ...times(at),
      }),
    );
  }
}

async function makeTickets(making: Making): Promise<void> {
  const { em, orgId, people, now } = making;
  const made: { id: string; at: Date }[] = [];
  for (const [index, demo] of TICKETS.entries()) {
    const [subject, client, priority, status, assignee, when] = demo;
    const id = newId();
    const at = new Date(now.getTime() - 11 * DAY + index * 6 * HOUR);
    made.push({ id, at });
    em.persist(
      em.create(Ticket, {
        ...{ id, orgId, subject, subjectKey: searchKey(subject), priority, status, ...scheduleOf(making, when) },
        number: await nextNumber(em, orgId, 'ticket'),
        clientId: client === null ? null : (making.clients[client] ?? null),
        assigneeId: assignee === null ? null : (people[assignee % people.length] ?? null),
        createdBy: people[0] ?? null,
        ...times(at),
      }),
    );
  }
  await em.flush();
  for (const [index, [ticket, author, body]] of COMMENTS.entries()) {
    const { id: ticketId, at } = made[ticket] ?? {};
    const authorId = people[author % people.length];
    if (!ticketId || !at || !authorId) continue;
    const createdAt = new Date(Math.min(at.getTime() + HOUR + index * 7 * MINUTE, now.getTime()));
    em.persist(em.create(Comment, { id: newId(), orgId, ticketId, authorId, body, createdAt }));
  }
}

/** On working days: what would fall on a weekend is two days later. */
function scheduleOf({ now, zone }: Making, when: DemoTicket[5]) {
  if (!when) return { scheduledStart: null, scheduledEnd: null, allDay: false };
  const [days, hour, minutes] = when;
  let day = addDays(localDate(now, zone), days);
  if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = addDays(day, 2);
  if (hour === null) return { scheduledStart: startOfDay(day, zone), scheduledEnd: null, allDay: true };
  const scheduledStart = instantOf(`${day}T${String(hour).padStart(2, '0')}:00:00`, zone);
  return { scheduledStart, scheduledEnd: new Date(scheduledStart.getTime() + minutes * MINUTE), allDay: false };
}

type Line = readonly [description: string, euros: number, client: number | null, category: string];

/** Each line once a month, growing a little, never later than today. */
function makeMoney(making: Making, kind: MoneyKind, lines: readonly Line[]): void {
  const { em, orgId, now, zone, currency, clients } = making;
  const today = localDate(now, zone);
  for (let month = 0; month < MONTHS; month++) {
    const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
    first.setUTCMonth(first.getUTCMonth() - month);
    for (const [index, [description, euros, client, category]] of lines.entries()) {
      const date = addDays(first.toISOString().slice(0, 10), 2 + index * 3);
      if (date > today) continue;
      const share = 100 - month * 3 + ((index * 7 + month * 5) % 11) - 5;
      em.persist(
        em.create(MoneyEntry, {
          ...{ id: newId(), orgId, kind, description, currency, date, category },
          searchKey: searchKey(`${description}\n${category}`),
          amount: euros * share,
          clientId: client === null ? null : (clients[client] ?? null),
          ...times(new Date(`${date}T09:00:00Z`)),
        }),
      );
    }
  }
}

async function makeQuotes({ em, orgId, now, zone, currency, clients }: Making): Promise<void> {
  for (const [index, [title, client, status, lines]] of QUOTES.entries()) {
    const items = lines.map(([description, quantity, euros]) => ({ description, quantity, unitPrice: euros * 100 }));
    const at = new Date(now.getTime() - (40 - index * 5) * DAY);
    em.persist(
      em.create(Quote, {
        ...{ id: newId(), orgId, title, titleKey: searchKey(title), items, currency, status },
        clientId: clients[client] ?? null,
        total: Number(quoteTotal(items)),
        validUntil: addDays(localDate(at, zone), 45),
        sentAt: status === 'draft' ? null : at,
        decidedAt: status === 'accepted' || status === 'declined' ? new Date(at.getTime() + 3 * DAY) : null,
        number: await nextNumber(em, orgId, 'quote'),
        ...times(at),
      }),
    );
  }
}
