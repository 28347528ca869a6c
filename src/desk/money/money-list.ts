import { Injectable } from '@nestjs/common';
import { fail, invalid } from '../../shared/errors/common.errors.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { dayFault } from '../../shared/time/moment.js';
import { localDate } from '../../shared/time/zoned-time.js';
import { clientSql, type ClientRef } from '../client-ref.dto.js';
import { equals, FilteredList, type Condition } from '../filtered-list.js';
import { searchKey } from '../search-key.js';
import type { MoneyEntryView, MoneyQuery, MoneyTotals, TicketRef, TotalsQuery } from './money.dto.js';
import type { MoneyKind } from './money-entry.entity.js';

interface Row {
  id: string;
  description: string;
  /** bigint, as the driver gives it. */
  amount: string;
  currency: string;
  date: string;
  client_id: string | null;
  client: ClientRef | null;
  ticket_id: string | null;
  ticket: TicketRef | null;
  category: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

const withNames = (page: string) => `
  select e.id, e.description, e.amount, e.currency, e.date::text as date, e.client_id, ${clientSql('c')} as client,
    e.ticket_id, case when t.id is null then null
      else jsonb_build_object('id', t.id, 'number', t.number, 'subject', t.subject) end as ticket,
    e.category, e.version, e.created_at, e.updated_at
  from (${page}) e
    left join clients c on c.org_id = e.org_id and c.id = e.client_id
    left join tickets t on t.org_id = e.org_id and t.id = e.ticket_id
  order by e.date desc, e.id desc`;

const ONE = fenced(
  'money_entry',
  withNames('select * from money_entries where org_id = fence.org and id = $2 and kind = $3'),
);
const LIST = new FilteredList('money_entries', (where, limit) =>
  withNames(
    `select * from money_entries e where e.org_id = fence.org${where} order by e.date desc, e.id desc limit ${limit}`,
  ),
);
/** Months, categories and currencies of one kind in one pass; sums as text, they are counted in bigint. */
const TOTALS = new FilteredList(
  'money_totals',
  (where, limit) => `
  select to_char(e.date, 'YYYY-MM') as month, e.category, e.currency, sum(e.amount)::text as amount, count(*)::integer as count
  from money_entries e where e.org_id = fence.org${where} group by 1, 2, 3 order by 1, 2 nulls last, 3 limit ${limit}`,
);
const ZONE = fenced('money_zone', 'select time_zone from orgs where id = fence.org');
/** Five years of a hundred categories are 6,000. */
const MOST_TOTALS = 10_000;

/** Revenue and expenses, read: the latest day first. */
@Injectable()
export class MoneyList {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  async list(orgId: OrgId, kind: MoneyKind, query: MoneyQuery): Promise<Page<MoneyEntryView>> {
    const { limit } = query;
    const after = decodeCursor<[string, string]>(query.cursor, [(value) => !dayFault(value), isId]);
    const conditions: Condition[] = [
      ...equals('kind', 'e.kind', kind),
      ...equals('category', 'e.category', query.category),
      ...equals('client', 'e.client_id', query.clientId),
      ...equals('ticket', 'e.ticket_id', query.ticketId),
      ...days(query),
      ...(query.search
        ? [
            {
              key: 'search',
              sql: (text: string) =>
                `(strpos(e.search_key, ${text}) > 0 or e.client_id in
                  (select k.id from clients k where k.org_id = fence.org and strpos(k.name_key, ${text}) > 0))`,
              values: [searchKey(query.search)],
            },
          ]
        : []),
      ...(after
        ? [
            {
              key: 'after',
              sql: (day: string, id: string) => `(e.date, e.id) < (${day}::date, ${id}::uuid)`,
              values: after,
            },
          ]
        : []),
    ];
    const rows = await this.db.read<Row>(orgId, ...LIST.of(conditions, limit + 1));
    return pageFrom(rows, limit, view, (row) => [row.date, row.id]);
  }

  async one(orgId: OrgId, kind: MoneyKind, id: string): Promise<MoneyEntryView> {
    const [row] = await this.db.read<Row>(orgId, ONE, [id, kind]);
    if (!row) throw fail('not_found');
    return view(row);
  }

  async totals(orgId: OrgId, kind: MoneyKind, query: TotalsQuery): Promise<MoneyTotals> {
    const to = query.to ?? (await this.today(orgId));
    const from = query.from ?? elevenMonthsBefore(to);
    if (to < from) throw invalid('to', 'must not be before from');
    const conditions = [
      ...equals('kind', 'e.kind', kind),
      ...equals('client', 'e.client_id', query.clientId),
      ...days({ from, to }),
    ];
    type Total = { month: string; category: string | null; currency: string; amount: string; count: number };
    const rows = await this.db.read<Total>(orgId, ...TOTALS.of(conditions, MOST_TOTALS + 1));
    if (rows.length > MOST_TOTALS) throw invalid('from', `covers more than ${MOST_TOTALS} sums; ask for fewer months`);
    return { from, to, items: rows.map((row) => ({ ...row, amount: Number(row.amount) })) };
  }

  /** By the organization's clock. */
  private async today(orgId: OrgId): Promise<string> {
    const [row] = await this.db.read<{ time_zone: string }>(orgId, ZONE);
    if (!row) throw fail('not_found');
    return localDate(this.clock.now(), row.time_zone);
  }
}

function days({ from, to }: { from?: string; to?: string }): Condition[] {
  return [
    ...(from ? [{ key: 'from', sql: (day: string) => `e.date >= ${day}::date`, values: [from] }] : []),
    ...(to ? [{ key: 'to', sql: (day: string) => `e.date <= ${day}::date`, values: [to] }] : []),
  ];
}

/** The first day of the month that is eleven before a day's: twelve months with its own. */
function elevenMonthsBefore(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 11);
  return date.toISOString().slice(0, 10);
}

function view(row: Row): MoneyEntryView {
  return {
    id: row.id,
    description: row.description,
    amount: Number(row.amount),
    currency: row.currency,
    date: row.date,
    clientId: row.client_id,
    client: row.client,
    ticketId: row.ticket_id,
    ticket: row.ticket,
    category: row.category,
    version: row.version,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}
