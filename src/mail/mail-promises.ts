import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Outbox } from '../shared/events/outbox.js';
import { newId, type LinkId, type OrgId, type UserId } from '../shared/ids/ids.js';
import { TENANT_FILTER } from '../shared/tenancy/tenant-filter.js';
import { Clock } from '../shared/time/clock.js';
import { deliverMail } from './mail.jobs.js';
import { Mail } from './mail.entity.js';
import type { MailTemplate } from './templates/mail-model.js';

export interface MailPromise {
  template: MailTemplate;
  /** Whom it is for; null for a sign-up, whose link knows the address. */
  userId: UserId | null;
  linkId?: LinkId;
  /** What the template needs beyond person, organization and link. Stored: no secret, no address. */
  data?: Record<string, unknown>;
}

/** Promises a mail inside the caller's transaction: it is sent once, if and when that commits. */
@Injectable()
export class MailPromises {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  promise(em: EntityManager, { template, userId, linkId, data }: MailPromise): void {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    const now = this.clock.now();
    const mail = em.create(Mail, {
      id: newId(),
      orgId,
      template,
      userId,
      linkId: linkId ?? null,
      data: data ?? {},
      createdAt: now,
      updatedAt: now,
    });
    em.persist(mail);
    this.outbox.add(em, deliverMail, { mailId: mail.id });
  }
}
