import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Permission } from './permissions.js';

/**
 * - a permission of the table: the caller's role must hold it;
 * - `signed_in`: any signed-in user (their own account);
 * - `system_admin`: an admin of the organization that `SYSTEM_ADMIN_ORG` names.
 */
export type AccessRule = Permission | 'signed_in' | 'system_admin';
export type RouteAccess = { rule: AccessRule; beforePasswordChange?: true } | { public: string };

export const ACCESS = 'muster:access';

/**
 * Says who may call a route. A route without `@Access` or `@Public` is refused.
 *
 * Somebody whose password an admin set for one use gets 403 `password_change_required` everywhere but where
 * `beforePasswordChange` is given: what it takes to choose one of their own.
 */
export function Access(rule: AccessRule, options: { beforePasswordChange?: true } = {}) {
  return applyDecorators(
    SetMetadata(ACCESS, { rule, ...options } satisfies RouteAccess),
    ApiExtension('x-permission', rule),
  );
}

/** Anybody may call this route, and why that is right. */
export function Public(why: string) {
  return applyDecorators(
    SetMetadata(ACCESS, { public: why } satisfies RouteAccess),
    ApiExtension('x-permission', 'public'),
  );
}
