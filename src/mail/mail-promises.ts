import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Origin } from '../shared/access/actor.js';
import { Outbox } from '../shared/events/outbox.js';
import { newId, type LinkId, type OrgId, type UserId } from '../shared/ids/ids.js';
import { TENANT_FILTER } from '../shared/tenancy/tenant-filter.js';
import { Clock } from '../shared/time/clock.js';
import { deliverMail } from './mail.jobs.js';
import { Mail, type MailData } from './mail.entity.js';

/**
 * A mail to be sent, by ids: names, addresses and links are looked up when it leaves. `userId` is whom it is for; null
 * for a sign-up, whose link knows the address. `byUserId` null is the platform's operator.
 */
export type MailPromise =
  | {
      template: 'invite' | 'magic_link' | 'admin_link' | 'sign_up' | 'confirm_code';
      userId: UserId | null;
      linkId: LinkId;
    }
  | { template: 'sign_up_known' | 'mfa_reset'; userId: UserId }
  | { template: 'password_changed' | 'mfa_enabled' | 'mfa_disabled'; userId: UserId; origin: Origin }
  | { template: 'backup_code_used'; userId: UserId; origin: Origin; left: number }
  | { template: 'password_set_by_admin'; userId: UserId; byUserId: UserId | null; mustChange: boolean }
  | { template: 'mfa_reset_admins'; userId: UserId; aboutUserId: UserId }
  | { template: 'calendar_reconnect'; userId: UserId; provider: 'google' | 'outlook' };

/** Promises a mail inside the caller's transaction: it is sent once, if and when that commits. */
@Injectable()
export class MailPromises {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  promise(em: EntityManager, promise: MailPromise): void {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    const now = this.clock.now();
    const mail = em.create(Mail, {
      id: newId(),
      orgId,
      template: promise.template,
      userId: promise.userId,
      linkId: 'linkId' in promise ? promise.linkId : null,
      data: dataOf(promise),
      createdAt: now,
      updatedAt: now,
    });
    em.persist(mail);
    this.outbox.add(em, deliverMail, { mailId: mail.id });
  }

  /** For a job that is tried again: its mail, where it is one, was given up on and is not any more. */
  async renew(em: EntityManager, job: string, payload: object): Promise<void> {
    if (job !== deliverMail.name) return;
    await em.execute(
      `update mails set state = 'queued', error = null, updated_at = ? where id = ? and state in ('failed', 'abandoned')`,
      [this.clock.now(), deliverMail.parse(payload).mailId],
    );
  }
}

function dataOf(promise: MailPromise): MailData {
  const origin =
    'origin' in promise ? { ip: promise.origin.ip, userAgent: promise.origin.userAgent?.slice(0, 300) ?? null } : {};
  switch (promise.template) {
    case 'backup_code_used':
      return { ...origin, left: promise.left };
    case 'password_set_by_admin':
      return { byUserId: promise.byUserId, mustChange: promise.mustChange };
    case 'mfa_reset_admins':
      return { aboutUserId: promise.aboutUserId };
    case 'calendar_reconnect':
      return { provider: promise.provider };
    default:
      return origin;
  }
}
