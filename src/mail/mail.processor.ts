import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Config } from '../shared/config/config.js';
import { SigningKeys } from '../shared/crypto/crypto.module.js';
import type { OrgId } from '../shared/ids/ids.js';
import { JobHandler } from '../shared/queue/job-handler.decorator.js';
import type { JobContext, JobResult } from '../shared/queue/job.js';
import { Metrics } from '../shared/metrics/metrics.js';
import { TenantDb } from '../shared/tenancy/tenant-db.js';
import { Clock } from '../shared/time/clock.js';
import { ADDRESSED_MAIL, modelOf, recipientOf, rightToSend, type AddressedMail } from './addressed-mail.js';
import { LinkTokens } from './links/link-token.js';
import { MailRefused, MailTransport } from './mail-transport.js';
import type { MailState } from './mail.entity.js';
import { deliverMail } from './mail.jobs.js';
import { renderMail } from './templates/render-mail.js';

/**
 * Sends one promised mail. Whether it may still be sent is decided now, not when it was promised. A worker that dies
 * between the mail server's yes and our note of it sends again: twice under one Message-ID rather than never.
 */
@Injectable()
export class MailProcessor {
  private readonly tokens: LinkTokens;

  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly transport: MailTransport,
    private readonly metrics: Metrics,
    keys: SigningKeys,
  ) {
    this.tokens = new LinkTokens(keys);
  }

  @JobHandler(deliverMail)
  async deliver({ mailId }: { mailId: string }, { orgId, lastAttempt }: JobContext): Promise<JobResult> {
    const mail = await this.claim(orgId, mailId);
    if (mail === 'parked') return 'parked';
    if (!mail) return 'done';
    try {
      await this.send(mailId, mail);
    } catch (error) {
      const state = error instanceof MailRefused ? 'failed' : lastAttempt ? 'abandoned' : 'queued';
      await this.mark(orgId, mailId, state, (error as Error).message);
      throw error;
    }
    await this.mark(orgId, mailId, 'sent');
    return 'done';
  }

  private async send(mailId: string, mail: AddressedMail): Promise<void> {
    const { appUrl } = this.config;
    const now = this.clock.now();
    const to = recipientOf(mail);
    const model = modelOf(mail, { appUrl, now, tokens: this.tokens });
    await this.transport.send(mailId, to, renderMail(model, { appUrl, to, timeZone: mail.time_zone ?? 'UTC', now }));
  }

  /** The mail to send, or undefined where it was sent, or may not be sent any more. */
  private claim(orgId: OrgId, mailId: string): Promise<AddressedMail | 'parked' | undefined> {
    return this.db.write(orgId, async (em) => {
      const now = this.clock.now();
      const [mail] = await em.execute<AddressedMail[]>(`${ADDRESSED_MAIL} for update of m`, [now, mailId]);
      if (!mail || !['queued', 'sending'].includes(mail.state)) return undefined;
      const right = rightToSend(mail);
      if (right === 'park') return 'parked';
      if (right === 'drop') {
        await this.set(em, mailId, 'dropped');
        return undefined;
      }
      await em.execute(`update mails set state = 'sending', attempts = attempts + 1, updated_at = ? where id = ?`, [
        now,
        mailId,
      ]);
      return mail;
    });
  }

  private async mark(orgId: OrgId, mailId: string, state: MailState, error?: string): Promise<void> {
    this.metrics.mails.inc({ outcome: state });
    await this.db.write(orgId, (em) => this.set(em, mailId, state, error));
  }

  private async set(em: EntityManager, mailId: string, state: MailState, error?: string): Promise<void> {
    const now = this.clock.now();
    await em.execute('update mails set state = ?, error = ?, updated_at = ?, sent_at = ? where id = ?', [
      state,
      error?.slice(0, 500) ?? null,
      now,
      state === 'sent' ? now : null,
      mailId,
    ]);
  }
}
