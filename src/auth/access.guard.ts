import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type AccessRule, type RouteAccess } from '../shared/access/access.decorator.js';
import type { AccessRequest, Actor } from '../shared/access/actor.js';
import { may } from '../shared/access/permissions.js';
import { fail } from '../shared/errors/common.errors.js';
import { Cookies } from '../shared/http/cookies.js';
import { originOf } from '../shared/http/origin.js';
import { SystemOrg } from '../shared/access/system-org.js';
import { authFail } from './auth.errors.js';
import { LiveSessions, type LiveSession } from './sessions/live-sessions.js';
import { SessionTokens } from './sessions/session-tokens.js';

export type SignedInRequest = FastifyRequest & AccessRequest & { live?: LiveSession };

/** The one guard of every route: closed where nothing is declared, and everything is asked as it is now. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly cookies: Cookies,
    private readonly tokens: SessionTokens,
    private readonly sessions: LiveSessions,
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
    const live = await this.signedIn(request);
    if (!live) throw fail('unauthenticated');
    if (live.user.status !== 'active') throw fail('unauthenticated');
    if (live.org.status !== 'active') throw authFail('org_suspended');
    request.live = live;
    request.actor = this.actorOf(live, request);
    if (!this.allows(access.rule, request.actor)) throw fail('forbidden');
    return true;
  }

  /** The live session of a request, for public routes that want to know. */
  async signedIn(request: FastifyRequest): Promise<LiveSession | undefined> {
    const bearer = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? this.cookies.read(request, 'muster_session');
    const id = token ? this.tokens.read(token) : undefined;
    return id ? this.sessions.find(id) : undefined;
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
