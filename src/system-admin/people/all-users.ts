import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/access/actor.js';
import { fail } from '../../shared/errors/common.errors.js';
import { emailKey } from '../../shared/http/fields.js';
import { decodeCursor, pageFrom, type Page } from '../../shared/http/page.js';
import { isId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { Clock } from '../../shared/time/clock.js';
import { type Member, USER_COLUMNS, USER_TABLES, usersFail, userView, type UserRow } from '../../users/index.js';
import { systemFail } from '../system-admin.errors.js';
import { SystemDb } from '../system-db.js';
import type { AllUsersQuery, AnyUserView } from './all-users.dto.js';

interface Row extends UserRow {
  org_id: OrgId;
  org_name: string;
  org_slug: string;
}

type SelfRefusal = 'own_account' | 'own_role' | 'use_my_account';

const SELECT = `select ${USER_COLUMNS}, o.id as org_id, o.name as org_name, o.slug as org_slug
  from ${USER_TABLES} join orgs o on o.id = u.org_id`;

/** The people of every organization, read; who came last comes first. */
@Injectable()
export class AllUsers {
  constructor(
    private readonly db: SystemDb,
    private readonly clock: Clock,
  ) {}

  /** Each set of filters is a statement of its own, so that each uses its index. */
  async list(query: AllUsersQuery): Promise<Page<AnyUserView>> {
    const [after] = decodeCursor<[string]>(query.cursor, [isId]) ?? [undefined];
    const values: unknown[] = [query.limit + 1];
    const conditions: string[] = [];
    const filters: string[] = [];
    const where = (filter: string, value: unknown, condition: (place: string) => string) => {
      if (value === undefined || value === '') return;
      filters.push(filter);
      conditions.push(condition(`$${values.push(value)}`));
    };
    where('after', after, (place) => `u.id < ${place}::uuid`);
    where('org', query.orgId, (place) => `u.org_id = ${place}::uuid`);
    where('status', query.status, (place) => `u.status = ${place}`);
    where('role', query.role, (place) => `u.role = ${place}`);
    where('search', query.search && emailKey(query.search), (place) =>
      ['lower(u.name)', 'u.email_key', 'lower(o.name)', 'o.slug']
        .map((column) => `strpos(${column}, ${place}) > 0`)
        .join(' or '),
    );
    const text = `${SELECT} ${conditions.length > 0 ? `where (${conditions.join(') and (')})` : ''} order by u.id desc limit $1`;
    const rows = await this.db.query<Row>({ name: `system_users ${filters.join(' ')}`, text }, values);
    return pageFrom(
      rows,
      query.limit,
      (row) => this.view(row),
      (row) => [row.id],
    );
  }

  async one(id: UserId): Promise<AnyUserView> {
    const [row] = await this.db.query<Row>({ name: 'system_user', text: `${SELECT} where u.id = $1` }, [id]);
    if (!row) throw fail('not_found');
    return this.view(row);
  }

  /**
   * Whom something is to be done to, and where they belong. 404 also while their organization is being deleted: nothing is to
   * be done to them any more. 403 `own_organization` for the people of the actor's own, who are looked after on its Users page;
   * for oneself 403 with the code that this page has for the act.
   */
  async locate(actor: Actor, id: UserId, self: SelfRefusal = 'own_account'): Promise<Member> {
    const [row] = await this.db.query<{ org_id: OrgId }>(
      {
        name: 'system_user_org',
        text: `select o.id as org_id from users u join orgs o on o.id = u.org_id where u.id = $1 and o.status <> 'deleting'`,
      },
      [id],
    );
    if (!row) throw fail('not_found');
    if (id === actor.userId) throw usersFail(self);
    if (row.org_id === actor.orgId) throw systemFail('own_organization');
    return { orgId: row.org_id, userId: id };
  }

  private view(row: Row): AnyUserView {
    return {
      ...userView(row, this.clock.now()),
      // A picture is for the people of its own organization, and 404 to others.
      avatarUrl: null,
      org: { id: row.org_id, name: row.org_name, slug: row.org_slug },
    };
  }
}
