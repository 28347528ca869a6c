import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import type { SignInMethod } from '../../shared/access/sign-in-method.js';
import { newId, type SessionId } from '../../shared/ids/ids.js';
import { Clock } from '../../shared/time/clock.js';
import type { User } from '../../users/index.js';
import { Session } from '../sessions/session.entity.js';

/** The one place where a proven first factor becomes a session, in the transaction that proved it. */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** Activates an invited user: whoever proves the mailbox accepts the invite. */
  complete(em: EntityManager, user: User, method: SignInMethod, origin: Origin): SessionId {
    const now = this.clock.now();
    const target = { type: 'user' as const, id: user.id, name: user.name };
    const actor = { userId: user.id, name: user.name };
    if (user.status === 'invited') {
      user.status = 'active';
      user.activatedAt = now;
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
      epoch: user.accessEpoch,
      ip: origin.ip,
      userAgent: origin.userAgent,
      createdAt: now,
      lastSeenAt: now,
      authenticatedAt: now,
    });
    em.persist(session);
    this.audit.record(em, { action: 'sign_in.completed', actor, origin, target, details: { method } });
    return session.id;
  }
}
