import { Injectable } from '@nestjs/common';
import { fail, invalid } from '../../shared/errors/common.errors.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { hasOffset, isDay, localForm, momentFault } from '../../shared/time/moment.js';
import { addDays } from '../../shared/time/zoned-time.js';
import type { ClientRef } from '../client-ref.dto.js';
import { clientSql } from '../client-ref.dto.js';
import { anyOf, equals, FilteredList, isNumber, numberIn, type Condition } from '../filtered-list.js';
import { personSql, personView, type PersonRow } from '../person.dto.js';
import { searchKey } from '../search-key.js';
import { LONGEST_VISIT } from './plan-schedule.js';
import type { TicketPriority, TicketStatus } from './ticket.entity.js';
import type { TicketsQuery, TicketView } from './tickets.dto.js';

interface Row {
  id: string;
  number: number;
  subject: string;
  description: string | null;
  status: TicketStatus;
  priority: TicketPriority;
  client_id: string | null;
  client: ClientRef | null;
  assignee_id: string | null;
  assignee: PersonRow | null;
  scheduled_start: string | null;
  scheduled_end: string | null;
  all_day: boolean;
  created_by: PersonRow | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** The most of a range of the schedule that is answered without a limit. */
const WHOLE_RANGE = 2_000;
const PAGE = 50;

/** The page is cut before clients and people are looked up: for its rows, not for all that match. */
const withNames = (page: string, order: string) => `
  select t.id, t.number, t.subject, t.description, t.status, t.priority, t.client_id, ${clientSql('c')} as client,
    t.assignee_id, ${personSql('a')} as assignee, t.scheduled_start, t.scheduled_end, t.all_day,
    ${personSql('m')} as created_by, t.version, t.created_at, t.updated_at
  from (${page}) t
    left join clients c on c.org_id = t.org_id and c.id = t.client_id
    left join users a on a.org_id = t.org_id and a.id = t.assignee_id
    left join users m on m.org_id = t.org_id and m.id = t.created_by
  order by ${order}`;

const ONE = fenced('ticket', withNames('select * from tickets where org_id = fence.org and id = $2', 't.id'));
const NEWEST = new FilteredList('tickets', (where, limit) =>
  withNames(
    `select * from tickets t where t.org_id = fence.org${where} order by t.number desc limit ${limit}`,
    't.number desc',
  ),
);
const BY_START = new FilteredList('tickets_by_start', (where, limit) =>
  withNames(
    `select * from tickets t where t.org_id = fence.org and t.scheduled_start is not null${where}
     order by t.scheduled_start, t.id limit ${limit}`,
    't.scheduled_start, t.id',
  ),
);

const ZONE = '(select o.time_zone from orgs o where o.id = fence.org)';
/** Where a ticket `t` ends in a fenced read, exclusive; all day, where the last of its days does in the organization's zone. */
export const ENDS = `case when t.all_day
    then (date_trunc('day', greatest(t.scheduled_start, coalesce(t.scheduled_end - interval '1 millisecond', t.scheduled_start))
      at time zone ${ZONE}) + interval '1 day') at time zone ${ZONE}
    else coalesce(t.scheduled_end, t.scheduled_start + interval '1 hour') end`;

/** Tickets, read: the newest first, or a range of the schedule in its order. One statement each. */
@Injectable()
export class TicketList {
  constructor(private readonly db: TenantDb) {}

  list(orgId: OrgId, query: TicketsQuery): Promise<Page<TicketView>> {
    return query.from === undefined && query.to === undefined ? this.newest(orgId, query) : this.byStart(orgId, query);
  }

  async one(orgId: OrgId, id: string): Promise<TicketView> {
    const [row] = await this.db.read<Row>(orgId, ONE, [id]);
    if (!row) throw fail('not_found');
    return view(row);
  }

  private async newest(orgId: OrgId, query: TicketsQuery): Promise<Page<TicketView>> {
    const { limit = PAGE } = query;
    const after = decodeCursor<[number]>(query.cursor, [isNumber]);
    const conditions = [
      ...filters(query),
      ...(after ? [{ key: 'after', sql: (number: string) => `t.number < ${number}`, values: after }] : []),
    ];
    const rows = await this.db.read<Row>(orgId, ...NEWEST.of(conditions, limit + 1));
    return pageFrom(rows, limit, view, (row) => [row.number]);
  }

  private async byStart(orgId: OrgId, query: TicketsQuery): Promise<Page<TicketView>> {
    const { from, to } = query;
    if (from && to && hasOffset(from) && hasOffset(to) && Date.parse(to) < Date.parse(from)) {
      throw invalid('to', 'must not be before from');
    }
    const { limit = from && to ? WHOLE_RANGE : PAGE } = query;
    const after = decodeCursor<[string, string]>(query.cursor, [isInstant, isId]);
    const conditions = [
      ...filters(query),
      ...(from
        ? bound(
            'from',
            from,
            (at) => `${ENDS} > ${at} and t.scheduled_start > ${at} - interval '${LONGEST_VISIT + 2} days'`,
          )
        : []),
      ...(to ? bound('to', isDay(to) ? addDays(to, 1) : to, (at) => `t.scheduled_start < ${at}`) : []),
      ...(after
        ? [
            {
              key: 'after',
              sql: (start: string, id: string) => `(t.scheduled_start, t.id) > (${start}::timestamptz, ${id}::uuid)`,
              values: after,
            },
          ]
        : []),
    ];
    const rows = await this.db.read<Row>(orgId, ...BY_START.of(conditions, limit + 1));
    return pageFrom(rows, limit, view, (row) => [isoTime(row.scheduled_start), row.id]);
  }
}

function filters({ search, status, priority, clientId, assigneeId, unassigned }: TicketsQuery): Condition[] {
  return [
    ...anyOf('status', 't.status', status),
    ...anyOf('priority', 't.priority', priority),
    ...equals('client', 't.client_id', clientId),
    ...equals('assignee', 't.assignee_id', assigneeId),
    ...(unassigned === undefined
      ? []
      : [
          {
            key: `unassigned=${unassigned}`,
            sql: () => `t.assignee_id is ${unassigned ? '' : 'not '}null`,
            values: [],
          },
        ]),
    ...(search ? [searching(search)] : []),
  ];
}

function searching(search: string): Condition {
  const number = numberIn(search);
  return {
    key: number === undefined ? 'search' : 'number',
    sql: (text, exact) =>
      `(strpos(t.subject_key, ${text}) > 0 ${exact ? `or t.number = ${exact}` : ''} or t.client_id in
        (select k.id from clients k where k.org_id = fence.org and strpos(k.name_key, ${text}) > 0))`,
    values: [searchKey(search), ...(number === undefined ? [] : [number])],
  };
}

/** A moment in SQL: one without an offset is the organization's. */
function bound(key: string, moment: string, sql: (at: string) => string): Condition[] {
  return hasOffset(moment)
    ? [{ key, sql: (place) => sql(`${place}::timestamptz`), values: [moment] }]
    : [
        {
          key: `${key} local`,
          sql: (place) => sql(`(${place}::timestamp at time zone ${ZONE})`),
          values: [localForm(moment)],
        },
      ];
}

const isInstant = (value: unknown) =>
  typeof value === 'string' && !momentFault(value) && new Date(value).toISOString() === value;

function view(row: Row): TicketView {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    description: row.description,
    status: row.status,
    priority: row.priority,
    clientId: row.client_id,
    client: row.client,
    assigneeId: row.assignee_id,
    assignee: personView(row.assignee),
    scheduledStart: isoTime(row.scheduled_start),
    scheduledEnd: isoTime(row.scheduled_end),
    allDay: row.all_day,
    createdBy: personView(row.created_by),
    version: row.version,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}
