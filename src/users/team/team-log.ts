import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type AuditAction, AuditRecorder } from '../../audit/index.js';
import type { Actor } from '../../shared/access/actor.js';
import type { User } from '../user.entity.js';

/** Writes down what somebody did to a person. */
@Injectable()
export class TeamLog {
  constructor(private readonly audit: AuditRecorder) {}

  record(em: EntityManager, actor: Actor, user: User, action: AuditAction, details?: Record<string, unknown>): void {
    this.audit.record(em, {
      action,
      actor,
      origin: actor.origin,
      target: { type: 'user', id: user.id, name: user.name },
      ...(details && { details }),
    });
  }
}
