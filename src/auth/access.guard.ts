import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type AccessRule, type RouteAccess } from '../shared/access/access.decorator.js';
import type { AccessRequest, Actor } from '../shared/access/actor.js';
import { may } from '../shared/access/permissions.js';
import { fail } from '../shared/errors/common.errors.js';
import { originOf } from '../shared/http/origin.js';
import { SystemOrg } from '../shared/access/system-org.js';
import { authFail } from './auth.errors.js';
import type { LiveSession } from './sessions/live-sessions.js';
import { RequestSession } from './sessions/request-session.js';

export type SignedInRequest = FastifyRequest & AccessRequest & { live?: LiveSession };

/** The one guard of every route: closed where nothing is declared, and everything is asked as it is now. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: RequestSession,
    private readonly systemOrg: SystemOrg,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<RouteAccess | undefined>(ACCESS, context.getHandler());
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    if (!access) {
      this.logger.error(`${request.method} ${request.routeOptions.url} declares no access`);
      throw fail('forbidden');
    }
    request.origin = originOf(request);
    if ('public' in access) return true;
    const live = await this.sessions.find(request);
    if (!live) throw fail('unauthenticated');
    if (live.user.status !== 'active') throw fail('unauthenticated');
    if (live.org.status !== 'active') throw authFail('org_suspended');
    if (live.user.mustChangePassword && !access.beforePasswordChange) throw authFail('password_change_required');
    request.live = live;
    request.actor = this.actorOf(live, request);
    if (!this.allows(access.rule, request.actor)) throw fail('forbidden');
    return true;
  }

  private actorOf({ session, user, org }: LiveSession, request: SignedInRequest): Actor {
    return {
      userId: user.id,
      orgId: org.id,
      role: user.role,
      name: user.name,
      sessionId: session.id,
      orgName: org.name,
      isSystemAdmin: this.systemOrg.is(org.id) && user.role === 'admin',
      origin: request.origin ?? originOf(request),
    };
  }

  private allows(rule: AccessRule, actor: Actor): boolean {
    if (rule === 'signed_in') return true;
    if (rule === 'system_admin') return actor.isSystemAdmin;
    return may(actor.role, rule);
  }
}
