import { Injectable } from '@nestjs/common';
import { fail } from '../../shared/errors/common.errors.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { clientSql, type ClientRef } from '../client-ref.dto.js';
import { anyOf, equals, FilteredList, isNumber, numberIn, type Condition } from '../filtered-list.js';
import { searchKey } from '../search-key.js';
import type { QuoteLine } from './quote.entity.js';
import { lineTotal, type QuoteStatus } from './quote-rules.js';
import type { QuotesQuery, QuoteView } from './quotes.dto.js';

interface Row {
  id: string;
  number: number;
  client_id: string | null;
  client: ClientRef | null;
  client_name: string;
  title: string;
  items: QuoteLine[];
  currency: string;
  /** bigint, as the driver gives it. */
  total: string;
  status: QuoteStatus;
  valid_until: string | null;
  sent_at: string | null;
  decided_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

const withNames = (page: string) => `
  select q.id, q.number, q.client_id, ${clientSql('c')} as client, coalesce(c.name, q.client_name) as client_name, q.title,
    q.items, q.currency, q.total, q.status, q.valid_until::text as valid_until, q.sent_at, q.decided_at, q.version,
    q.created_at, q.updated_at
  from (${page}) q left join clients c on c.org_id = q.org_id and c.id = q.client_id
  order by q.number desc`;

const ONE = fenced('quote', withNames('select * from quotes where org_id = fence.org and id = $2'));
const LIST = new FilteredList('quotes', (where, limit) =>
  withNames(`select * from quotes q where q.org_id = fence.org${where} order by q.number desc limit ${limit}`),
);

/** Quotes, read: the newest first. */
@Injectable()
export class QuoteList {
  constructor(private readonly db: TenantDb) {}

  async list(orgId: OrgId, query: QuotesQuery): Promise<Page<QuoteView>> {
    const { limit } = query;
    const after = decodeCursor<[number]>(query.cursor, [isNumber]);
    const conditions: Condition[] = [
      ...anyOf('status', 'q.status', query.status),
      ...equals('client', 'q.client_id', query.clientId),
      ...(query.search ? [searching(query.search)] : []),
      ...(after ? [{ key: 'after', sql: (number: string) => `q.number < ${number}`, values: after }] : []),
    ];
    const rows = await this.db.read<Row>(orgId, ...LIST.of(conditions, limit + 1));
    return pageFrom(rows, limit, view, (row) => [row.number]);
  }

  async one(orgId: OrgId, id: string): Promise<QuoteView> {
    const [row] = await this.db.read<Row>(orgId, ONE, [id]);
    if (!row) throw fail('not_found');
    return view(row);
  }
}

function searching(search: string): Condition {
  const number = numberIn(search);
  return {
    key: number === undefined ? 'search' : 'number',
    sql: (text, exact) =>
      `(strpos(q.title_key, ${text}) > 0 ${exact ? `or q.number = ${exact}` : ''} or q.client_id in
        (select k.id from clients k where k.org_id = fence.org and strpos(k.name_key, ${text}) > 0))`,
    values: [searchKey(search), ...(number === undefined ? [] : [number])],
  };
}

function view(row: Row): QuoteView {
  return {
    id: row.id,
    number: row.number,
    clientId: row.client_id,
    client: row.client,
    clientName: row.client_name,
    title: row.title,
    items: row.items.map((item) => ({ ...item, total: Number(lineTotal(item)) })),
    currency: row.currency,
    total: Number(row.total),
    status: row.status,
    validUntil: row.valid_until,
    sentAt: isoTime(row.sent_at),
    decidedAt: isoTime(row.decided_at),
    version: row.version,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}
