import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { OrgId, SessionId, UserId } from '../ids/ids.js';
import type { Role } from './permissions.js';

/** Where a request came from: goes into the audit log. */
export interface Origin {
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
}

/** Who calls: the signed-in user with role and organization as they are now, never as they were at sign-in. */
export interface Actor {
  userId: UserId;
  orgId: OrgId;
  role: Role;
  name: string;
  sessionId: SessionId;
  /** The organization's name: what other organizations' logs show for a system admin. */
  orgName: string;
  isSystemAdmin: boolean;
  origin: Origin;
}

/** What the guard leaves on the request for the parameter decorators. */
export interface AccessRequest {
  actor?: Actor;
  origin?: Origin;
}

/** The caller; only on routes with `@Access`, the guard fills it. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AccessRequest>();
  if (!actor) throw new Error('a public route has no actor');
  return actor;
});
