import { Injectable } from '@nestjs/common';
import { fail } from '../shared/errors/common.errors.js';
import { isId, type OrgId, type UserId } from '../shared/ids/ids.js';
import { decodeCursor, pageFrom, type Page } from '../shared/http/page.js';
import { emailKey } from '../shared/http/fields.js';
import type { Role } from '../shared/access/permissions.js';
import type { SignInMethod } from '../shared/access/sign-in-method.js';
import { fenced, isoTime, TenantDb } from '../shared/tenancy/tenant-db.js';
import { Clock } from '../shared/time/clock.js';
import type { AssignableQuery, AssignableUser, InviteView, UsersQuery, UserView } from './users.dto.js';
import { avatarUrl } from './avatars/avatar-address.js';
import type { UserStatus } from './user.entity.js';

/** One of `USER_COLUMNS` from `USER_TABLES`, as the driver gives it. */
export interface UserRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  status: UserStatus;
  has_password: boolean;
  mfa_enabled: boolean;
  last_sign_in_method: SignInMethod | null;
  last_sign_in_at: string | null;
  created_at: string;
  link_expires_at: string | null;
  avatar_key: string | null;
  link_alive: boolean | null;
  mail_state: string | null;
}

/** Less than every id. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

interface AssignableRow {
  id: string;
  name: string;
  avatar_key: string | null;
  sort: string;
}

/** A user and, while invited, the youngest link that activates the account with what became of its mail. */
export const USER_COLUMNS = `u.id, u.name, u.email, u.role, u.status, u.password_hash is not null as has_password, u.mfa_enabled, u.avatar_key,
    u.last_sign_in_method, u.last_sign_in_at, u.created_at, l.expires_at as link_expires_at, l.link_alive, l.mail_state`;
export const USER_TABLES = `users u left join lateral (
    select k.expires_at, k.epoch = u.access_epoch as link_alive, m.state as mail_state
    from links k left join mails m on m.link_id = k.id
    where u.status = 'invited' and k.user_id = u.id and k.replaced_at is null and k.purpose in ('invite', 'admin_link')
    order by k.id desc limit 1) l on true`;
const SELECT = `select ${USER_COLUMNS} from ${USER_TABLES} where u.org_id = fence.org`;

const ONE = fenced('user', `${SELECT} and u.id = $2`);
/** Values: the id to begin after, rows, and role, status and search or null. */
export const USERS_PAGE = fenced(
  'users_page',
  `${SELECT} and u.id > $2::uuid
    and ($4::text is null or u.role = $4) and ($5::text is null or u.status = $5)
    and ($6::text is null or strpos(lower(u.name), $6) > 0 or strpos(u.email_key, $6) > 0)
  order by u.id limit $3`,
);

/** By name, for pickers. The case of letters is no order that people know. */
const ASSIGNABLE = fenced(
  'assignable_page',
  `select u.id, u.name, u.avatar_key, lower(u.name) as sort from users u
   where u.org_id = fence.org and u.status = 'active' and u.role in ('admin', 'technician')
     and ($2::text is null or (lower(u.name), u.id) > ($2::text, $3::uuid))
     and ($5::text is null or strpos(lower(u.name), $5) > 0)
   order by lower(u.name), u.id limit $4`,
);

/** The organization's people, read: what lists and other modules show of them. */
@Injectable()
export class MemberDirectory {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  async list(orgId: OrgId, query: UsersQuery): Promise<Page<UserView>> {
    const [after] = decodeCursor<[string]>(query.cursor, [isId]) ?? [BEFORE_ALL];
    const now = this.clock.now();
    const rows = await this.db.read<UserRow>(orgId, USERS_PAGE, [
      after,
      query.limit + 1,
      query.role ?? null,
      query.status ?? null,
      query.search ? emailKey(query.search) : null,
    ]);
    return pageFrom(
      rows,
      query.limit,
      (row) => userView(row, now),
      (row) => [row.id],
    );
  }

  /** The technician assignment list: active admins and technicians. */
  async assignable(orgId: OrgId, query: AssignableQuery): Promise<Page<AssignableUser>> {
    const [name, id] = decodeCursor<[string, string]>(query.cursor, [isText, isId]) ?? [null, null];
    const search = query.search ? query.search.toLowerCase() : null;
    const rows = await this.db.read<AssignableRow>(orgId, ASSIGNABLE, [name, id, query.limit + 1, search]);
    return pageFrom(
      rows,
      query.limit,
      (row) => ({ id: row.id, name: row.name, avatarUrl: avatarUrl(row.id, row.avatar_key) }),
      (row) => [row.sort, row.id],
    );
  }

  async one(orgId: OrgId, id: UserId): Promise<UserView> {
    const [row] = await this.db.read<UserRow>(orgId, ONE, [id]);
    if (!row) throw fail('not_found');
    return userView(row, this.clock.now());
  }
}

export function userView(row: UserRow, now: Date): UserView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    status: row.status,
    avatarUrl: avatarUrl(row.id, row.avatar_key),
    hasPassword: row.has_password,
    mfaEnabled: row.mfa_enabled,
    lastSignIn:
      row.last_sign_in_method && row.last_sign_in_at
        ? { method: row.last_sign_in_method, at: isoTime(row.last_sign_in_at) }
        : null,
    invite: inviteView(row, now),
    createdAt: isoTime(row.created_at),
  };
}

/** A link that a password or a deactivation has killed is as good as expired: somebody has to send another. */
function inviteView(row: UserRow, now: Date): InviteView | null {
  const { status, link_expires_at: expires, link_alive: alive, mail_state: mail } = row;
  if (status !== 'invited' || !expires) return null;
  const expiresAt = isoTime(expires);
  if (!alive || expiresAt <= now.toISOString()) return { state: 'expired', expiresAt };
  if (mail === 'failed' || mail === 'abandoned' || mail === 'dropped') return { state: 'failed', expiresAt };
  return { state: mail === 'sent' ? 'sent' : 'queued', expiresAt };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
