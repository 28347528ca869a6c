import type { Role, User, UserStatus, ListUsersData } from '../../api/client';

export interface UserFilters {
  search: string;
  role: Role | null;
  status: UserStatus | null;
}

export const usersKey = ['users'] as const;

export function toUserQuery({ search, role, status }: UserFilters): NonNullable<ListUsersData['query']> {
  return { ...(search ? { search } : {}), ...(role ? { role } : {}), ...(status ? { status } : {}) };
}

/** Asked again soon while an invite's mail is on its way. */
export function lookAgain(users: readonly User[]): number | false {
  return users.some((user) => user.invite?.state === 'queued') ? 2000 : false;
}
