import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SystemOrg } from '../../shared/access/system-org.js';
import { fail } from '../../shared/errors/common.errors.js';
import { Cookies } from '../../shared/http/cookies.js';
import { originOf } from '../../shared/http/origin.js';
import type { SessionId } from '../../shared/ids/ids.js';
import { SECOND } from '../../shared/time/clock.js';
import type { SignIn } from '../auth.dto.js';
import { meView } from '../me.js';
import { LiveSessions, SESSION_ABSOLUTE } from '../sessions/live-sessions.js';
import { SessionEnd } from '../sessions/session-end.js';
import { SessionTokens } from '../sessions/session-tokens.js';
import { DEVICE_COOKIE, DEVICE_COOKIE_AGE, KnownDevices } from '../throttle/known-devices.js';
import type { SignInOutcome } from './sign-in-completion.js';
import type { Visit } from './visit.js';

/** What every sign-in sends back: the cookies of a session, or the token of a challenge and no cookie at all. */
@Injectable()
export class SignInReply {
  constructor(
    private readonly cookies: Cookies,
    private readonly tokens: SessionTokens,
    private readonly sessions: LiveSessions,
    private readonly devices: KnownDevices,
    private readonly systemOrg: SystemOrg,
    private readonly ending: SessionEnd,
  ) {}

  visitOf(request: FastifyRequest): Visit {
    return { origin: originOf(request), device: this.cookies.read(request, DEVICE_COOKIE) };
  }

  async send(outcome: SignInOutcome, request: FastifyRequest, reply: FastifyReply): Promise<SignIn> {
    if ('mfaToken' in outcome) return { mfaRequired: true, mfaToken: outcome.mfaToken };
    const live = await this.enter(outcome.sessionId, request, reply);
    return { user: meView(live, this.systemOrg.is(live.org.id) && live.user.role === 'admin') };
  }

  /** Sets the cookies of a new session, and ends the one whose place it takes. */
  async enter(id: SessionId, request: FastifyRequest, reply: FastifyReply) {
    const live = await this.sessions.find(id);
    if (!live) throw fail('unauthenticated');
    await this.ending.replaced(request);
    this.cookies.set(reply, 'muster_session', this.tokens.make(id), SESSION_ABSOLUTE / SECOND);
    const device = this.devices.remember(this.cookies.read(request, DEVICE_COOKIE), live.user.id);
    this.cookies.set(reply, DEVICE_COOKIE, device, DEVICE_COOKIE_AGE);
    return live;
  }
}
