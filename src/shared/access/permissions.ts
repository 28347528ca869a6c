export const ROLES = ['admin', 'technician', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const VERBS = ['read', 'create', 'edit', 'delete'] as const;
type Verb = (typeof VERBS)[number];

const all = VERBS;
const work = ['read', 'create', 'edit'] as const;
const look = ['read'] as const;
const none = [] as const;

/**
 * Who may do what: the one table that guards, `permissions` in `/me`, `x-permission` in OpenAPI, docs/permissions.md
 * and the tests read. `/me/**` is everybody's own and outside of it.
 */
export const PERMISSION_TABLE = {
  tickets: { admin: all, technician: work, viewer: look },
  comments: { admin: all, technician: work, viewer: look },
  clients: { admin: all, technician: work, viewer: look },
  revenue: { admin: all, technician: work, viewer: look },
  expenses: { admin: all, technician: work, viewer: look },
  quotes: { admin: all, technician: none, viewer: none },
  users: { admin: ['manage', 'assignable'], technician: ['assignable'], viewer: ['assignable'] },
  org: { admin: ['read', 'edit'], technician: look, viewer: look },
  audit: { admin: look, technician: none, viewer: none },
} as const satisfies Record<string, Record<Role, readonly (Verb | 'manage' | 'assignable')[]>>;

type Table = typeof PERMISSION_TABLE;
export type Permission = {
  [R in keyof Table & string]: `${R}:${Table[R]['admin'][number]}`;
}[keyof Table & string];

const byRole = Object.fromEntries(
  ROLES.map((role) => [
    role,
    Object.entries(PERMISSION_TABLE).flatMap(([resource, row]) => row[role].map((verb) => `${resource}:${verb}`)),
  ]),
) as Record<Role, Permission[]>;
const sets = new Map(ROLES.map((role) => [role, new Set<Permission>(byRole[role])]));

/** Every permission there is, in the table's order. */
export const PERMISSIONS: readonly Permission[] = byRole.admin;

export function permissionsOf(role: Role): readonly Permission[] {
  return byRole[role];
}

export function may(role: Role, permission: Permission): boolean {
  return sets.get(role)?.has(permission) ?? false;
}
