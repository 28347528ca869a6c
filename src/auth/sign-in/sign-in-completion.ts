import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import { hashToken, type PlainToken, randomToken } from '../../shared/crypto/secrets.js';
import { newId, type SessionId } from '../../shared/ids/ids.js';
import { Metrics } from '../../shared/metrics/metrics.js';
import { Clock, MINUTE } from '../../shared/time/clock.js';
import type { User } from '../../users/index.js';
import { authFail } from '../auth.errors.js';
import { Challenge } from '../second-factor/challenge.entity.js';
import { Session } from '../sessions/session.entity.js';

export const CHALLENGE_LIFETIME = 10 * MINUTE;
export const CHALLENGE_TRIES = 5;

/** A session, or what the second factor must be shown with. */
export type SignInOutcome = { sessionId: SessionId } | { mfaToken: PlainToken };

/**
 * The one place where a proven factor becomes a session, in the transaction that proved it. Whatever the first factor
 * was, whoever has a second one gets a challenge for it and nothing else.
 */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly metrics: Metrics,
  ) {}

  /** `user` must be fresh: its second factor is asked by what the row says now. */
  async firstFactor(em: EntityManager, user: User, method: SignInMethod, origin: Origin): Promise<SignInOutcome> {
    if (!user.mfaEnabled) return { sessionId: await this.complete(em, user, method, origin) };
    const mfaToken = randomToken();
    em.persist(
      em.create(Challenge, {
        id: newId(),
        orgId: user.orgId,
        userId: user.id,
        tokenHash: hashToken(mfaToken),
        method,
        epoch: user.accessEpoch,
        createdAt: this.clock.now(),
        expiresAt: this.clock.in(CHALLENGE_LIFETIME),
      }),
    );
    return { mfaToken };
  }

  /** For `Challenges` only, when the second factor was right as well. */
  async secondFactor(
    em: EntityManager,
    user: User,
    method: SignInMethod,
    origin: Origin,
    factor: string,
  ): Promise<SignInOutcome> {
    return { sessionId: await this.complete(em, user, method, origin, factor) };
  }

  /** Activates an invited user: whoever proves the mailbox accepts the invite, and its link is used by that. */
  private async complete(
    em: EntityManager,
    user: User,
    method: SignInMethod,
    origin: Origin,
    factor?: string,
  ): Promise<SessionId> {
    const now = this.clock.now();
    const target = { type: 'user' as const, id: user.id, name: user.name };
    const actor = { userId: user.id, name: user.name };
    const epoch = user.accessEpoch;
    if (user.status === 'invited' && (await this.activate(em, user, now))) {
      this.audit.record(em, { action: 'user.activated', actor, origin, target });
    }
    user.lastSignInMethod = method;
    user.lastSignInAt = now;
    user.updatedAt = now;
    const session = em.create(Session, {
      id: newId<SessionId>(),
      orgId: user.orgId,
      userId: user.id,
      method,
      epoch,
      ip: origin.ip,
      userAgent: origin.userAgent,
      createdAt: now,
      lastSeenAt: now,
      authenticatedAt: now,
    });
    em.persist(session);
    this.metrics.signIns.inc({ method, outcome: 'completed' });
    this.audit.record(em, {
      action: 'sign_in.completed',
      actor,
      origin,
      target,
      details: { method, ...(factor && { secondFactor: factor }) },
    });
    return session.id;
  }

  /**
   * By one statement, which whoever deactivates the person at this moment makes wait or come to nothing. Links before the
   * person, as everywhere, so that two cannot wait for each other. 403 `account_deactivated`.
   */
  private async activate(em: EntityManager, user: User, now: Date): Promise<boolean> {
    await em.execute(
      `update links set consumed_at = ?
       where user_id = ? and purpose in ('invite', 'admin_link') and consumed_at is null and replaced_at is null`,
      [now, user.id],
    );
    const activated = await em.execute<object[]>(
      `update users set status = 'active', activated_at = ?
       where id = ? and status = 'invited' and access_epoch = ? returning id`,
      [now, user.id, user.accessEpoch],
    );
    await em.refresh(user);
    if (user.status === 'deactivated') throw authFail('account_deactivated');
    return activated.length > 0;
  }
}
