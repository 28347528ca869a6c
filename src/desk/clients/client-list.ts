import { Injectable } from '@nestjs/common';
import { fail } from '../../shared/errors/common.errors.js';
import { textFault } from '../../shared/http/body-guard.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId } from '../../shared/ids/ids.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { FilteredList, type Condition } from '../filtered-list.js';
import { searchKey } from '../search-key.js';
import type { ClientsQuery, ClientView } from './clients.dto.js';

interface Row {
  id: string;
  name: string;
  name_key: string;
  email: string | null;
  phone: string | null;
  notes: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

const SELECT = `select id, name, name_key, email, phone, notes, version, created_at, updated_at
  from clients where org_id = fence.org`;
const ONE = fenced('client', `${SELECT} and id = $2`);
const LIST = new FilteredList('clients', (where, limit) => `${SELECT}${where} order by name_key, id limit ${limit}`);

/** Clients, read: by name, and within a name by age. */
@Injectable()
export class ClientList {
  constructor(private readonly db: TenantDb) {}

  async list(orgId: OrgId, { search, cursor, limit }: ClientsQuery): Promise<Page<ClientView>> {
    const after = decodeCursor<[string, string]>(cursor, [isName, isId]);
    const conditions: Condition[] = [
      ...(after
        ? [{ key: 'after', sql: (name: string, id: string) => `(name_key, id) > (${name}, ${id})`, values: after }]
        : []),
      ...(search
        ? [
            {
              key: 'search',
              sql: (text: string) =>
                `(strpos(name_key, ${text}) > 0 or strpos(lower(email), ${text}) > 0 or strpos(phone, ${text}) > 0)`,
              values: [searchKey(search)],
            },
          ]
        : []),
    ];
    const rows = await this.db.read<Row>(orgId, ...LIST.of(conditions, limit + 1));
    return pageFrom(rows, limit, view, (row) => [row.name_key, row.id]);
  }

  async one(orgId: OrgId, id: string): Promise<ClientView> {
    const [row] = await this.db.read<Row>(orgId, ONE, [id]);
    if (!row) throw fail('not_found');
    return view(row);
  }
}

const isName = (value: unknown) => typeof value === 'string' && textFault(value) === undefined;

function view(row: Row): ClientView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    notes: row.notes,
    version: row.version,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}
