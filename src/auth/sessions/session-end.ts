import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditRecorder } from '../../audit/index.js';
import { originOf } from '../../shared/http/origin.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import type { LiveSession } from './live-sessions.js';
import { RequestSession } from './request-session.js';

/** Ends the session that a browser leaves behind, on every process before this returns. */
@Injectable()
export class SessionEnd {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly sessions: RequestSession,
  ) {}

  /** Also of somebody who is deactivated or suspended meanwhile; nothing happens without a living session. */
  async signOut(request: FastifyRequest): Promise<void> {
    const live = await this.sessions.find(request);
    if (live) await this.end(live, request, 'sign_out');
  }

  /** A new sign-in takes the place of the session that the same browser had (ASVS 7.2.4), whosever it was. */
  async replaced(request: FastifyRequest): Promise<void> {
    const live = await this.sessions.inCookie(request);
    if (live) await this.end(live, request, 'new_sign_in');
  }

  private async end({ session, user, org }: LiveSession, request: FastifyRequest, by: string): Promise<void> {
    await this.db.writeAccess(org.id, async (em) => {
      const ended = await em.execute<object[]>(
        'update sessions set ended_at = ? where id = ? and ended_at is null returning id',
        [this.clock.now(), session.id],
      );
      if (ended.length === 0) return;
      this.audit.record(em, {
        action: 'session.ended',
        actor: { userId: user.id, name: user.name },
        origin: originOf(request),
        target: { type: 'session', id: session.id, name: user.name },
        details: { by },
      });
    });
  }
}
