import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import { hashToken, type PlainToken, randomToken } from '../../shared/crypto/secrets.js';
import { newId, type OrgId, type SessionId } from '../../shared/ids/ids.js';
import { Metrics } from '../../shared/metrics/metrics.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, MINUTE } from '../../shared/time/clock.js';
import type { User } from '../../users/index.js';
import { Challenge } from '../second-factor/challenge.entity.js';
import { Session } from '../sessions/session.entity.js';

export const CHALLENGE_LIFETIME = 10 * MINUTE;
export const CHALLENGE_TRIES = 5;

/** A session, or what the second factor must be shown with. */
export type SignInOutcome = { sessionId: SessionId } | { mfaToken: PlainToken };

/** Thrown inside `entering`: what was proven a moment ago may open nothing any more, so it is judged anew. */
export class AccessMoved extends Error {}

/**
 * The one place where a proven factor becomes a session, in the transaction that proved it. Whatever the first factor
 * was, whoever has a second one gets a challenge for it and nothing else.
 */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly metrics: Metrics,
  ) {}

  /**
   * The transaction of a sign-in. Where a password, a status or a second factor changes in the middle of it, nothing of it
   * stays and it is run again, to say of link, password or challenge what is true now.
   */
  async entering<T>(orgId: OrgId, work: (em: EntityManager) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.db.writeAccess(orgId, work);
      } catch (error) {
        if (!(error instanceof AccessMoved)) throw error;
      }
    }
  }

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
    if (user.status === 'invited' && (await this.activate(em, user, now))) {
      this.audit.record(em, { action: 'user.activated', actor, origin, target });
    }
    // Whoever changes their access at this moment waits for this, or has been before: a session of the epoch of before would
    // be dead at birth.
    const entered = await em.execute<object[]>(
      `update users set last_sign_in_method = ?, last_sign_in_at = ?, updated_at = ?
       where id = ? and access_epoch = ? returning id`,
      [method, now, now, user.id, user.accessEpoch],
    );
    if (entered.length === 0) throw new AccessMoved();
    const session = em.create(Session, {
      id: newId<SessionId>(),
      orgId: user.orgId,
      userId: user.id,
      method,
      epoch: user.accessEpoch,
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
   * By one statement, so that of two who accept at once one does. Links before the person, as everywhere, so that two cannot
   * wait for each other.
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
    return activated.length > 0;
  }
}
