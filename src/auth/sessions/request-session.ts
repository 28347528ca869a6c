import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Cookies } from '../../shared/http/cookies.js';
import { LiveSessions, type LiveSession } from './live-sessions.js';
import { SessionTokens } from './session-tokens.js';

/** The session that a request brings along: by the bearer header, else by the cookie. */
@Injectable()
export class RequestSession {
  constructor(
    private readonly cookies: Cookies,
    private readonly tokens: SessionTokens,
    private readonly sessions: LiveSessions,
  ) {}

  /** Undefined without one that is alive. Whether its person and organization are welcome is not asked. */
  async find(request: FastifyRequest): Promise<LiveSession | undefined> {
    const bearer = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return bearer === undefined ? this.inCookie(request) : this.named(bearer);
  }

  /** The browser's own. */
  inCookie(request: FastifyRequest): Promise<LiveSession | undefined> {
    return this.named(this.cookies.read(request, 'muster_session'));
  }

  private async named(token: string | undefined): Promise<LiveSession | undefined> {
    const id = token ? this.tokens.read(token) : undefined;
    return id ? this.sessions.find(id) : undefined;
  }
}
