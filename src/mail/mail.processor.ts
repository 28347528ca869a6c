import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Config } from '../shared/config/config.js';
import { SigningKeys } from '../shared/crypto/crypto.module.js';
import type { LinkId, OrgId } from '../shared/ids/ids.js';
import { JobHandler } from '../shared/queue/job-handler.decorator.js';
import type { JobContext, JobResult } from '../shared/queue/job.js';
import { TenantDb } from '../shared/tenancy/tenant-db.js';
import { Clock } from '../shared/time/clock.js';
import type { Role } from '../shared/access/permissions.js';
import type { SignUpRequest } from './links/link.entity.js';
import { CODE_LIFETIME, type LinkPurpose } from './links/link-purpose.js';
import { LinkTokens } from './links/link-token.js';
import { deliverMail } from './mail.jobs.js';
import { MailRefused, MailTransport } from './mail-transport.js';
import type { MailModel, MailTemplate } from './templates/mail-model.js';
import { renderMail } from './templates/render-mail.js';

interface Addressed {
  template: MailTemplate;
  state: string;
  user_name: string | null;
  email: string | null;
  role: Role;
  user_status: string | null;
  org_name: string | null;
  org_status: string | null;
  link_id: LinkId | null;
  purpose: LinkPurpose;
  link_alive: boolean | null;
  link_expires_at: string;
  link_created_at: string;
  sign_up: SignUpRequest | null;
  by_name: string | null;
}

const ADDRESSED = `
  select m.template, m.state, u.name as user_name, u.email, u.role, u.status as user_status,
    o.name as org_name, o.status as org_status, l.id as link_id, l.purpose, l.sign_up,
    l.created_at as link_created_at, l.expires_at as link_expires_at, c.name as by_name,
    l.consumed_at is null and l.replaced_at is null and l.expires_at > ? and (u.id is null or u.access_epoch = l.epoch) as link_alive
  from mails m left join users u on u.id = m.user_id left join orgs o on o.id = m.org_id
    left join links l on l.id = m.link_id left join users c on c.id = l.created_by
  where m.id = ?`;

/** Sends one promised mail. Whether it may still be sent is decided now, not when it was promised. */
@Injectable()
export class MailProcessor {
  private readonly tokens: LinkTokens;

  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly transport: MailTransport,
    keys: SigningKeys,
  ) {
    this.tokens = new LinkTokens(keys);
  }

  @JobHandler(deliverMail)
  async deliver({ mailId }: { mailId: string }, { orgId, lastAttempt }: JobContext): Promise<JobResult> {
    const mail = await this.claim(orgId, mailId);
    if (mail === 'parked') return 'parked';
    if (!mail) return 'done';
    const to = mail.sign_up
      ? { name: mail.sign_up.name, address: mail.sign_up.email }
      : { name: mail.user_name ?? '', address: mail.email ?? '' };
    try {
      await this.transport.send(
        mailId,
        to,
        renderMail(this.modelOf(mail), { appUrl: this.config.appUrl, to, now: this.clock.now() }),
      );
    } catch (error) {
      const state = error instanceof MailRefused ? 'failed' : lastAttempt ? 'abandoned' : 'queued';
      await this.mark(orgId, mailId, state, (error as Error).message);
      throw error;
    }
    await this.mark(orgId, mailId, 'sent');
    return 'done';
  }

  /** The mail to send, or undefined where it was sent, or may not be sent any more. */
  private claim(orgId: OrgId, mailId: string): Promise<Addressed | 'parked' | undefined> {
    return this.db.write(orgId, async (em) => {
      const [mail] = await em.execute<Addressed[]>(`${ADDRESSED} for update of m`, [this.clock.now(), mailId]);
      if (!mail || !['queued', 'sending'].includes(mail.state)) return undefined;
      if (mail.org_status === 'suspended') return 'parked';
      const welcome = mail.sign_up !== null || (mail.user_status !== null && mail.user_status !== 'deactivated');
      if (!welcome || mail.org_status === 'deleting' || (mail.link_id && !mail.link_alive)) {
        await this.set(em, mailId, 'dropped');
        return undefined;
      }
      await em.execute(`update mails set state = 'sending', attempts = attempts + 1, updated_at = ? where id = ?`, [
        this.clock.now(),
        mailId,
      ]);
      return mail;
    });
  }

  private async mark(orgId: OrgId, mailId: string, state: string, error?: string): Promise<void> {
    await this.db.write(orgId, (em) => this.set(em, mailId, state, error));
  }

  private async set(em: EntityManager, mailId: string, state: string, error?: string): Promise<void> {
    const now = this.clock.now();
    await em.execute('update mails set state = ?, error = ?, updated_at = ?, sent_at = ? where id = ?', [
      state,
      error?.slice(0, 500) ?? null,
      now,
      state === 'sent' ? now : null,
      mailId,
    ]);
  }

  private modelOf(mail: Addressed): MailModel {
    if (mail.template === 'sign_up_known') return { template: 'sign_up_known' };
    if (!mail.link_id) throw new MailRefused(`${mail.template} without a link`);
    const link = { id: mail.link_id, purpose: mail.purpose };
    const shared = {
      link: `${this.config.appUrl}/link#token=${this.tokens.tokenOf(link)}`,
      expiresAt: new Date(mail.link_expires_at),
    };
    const orgName = mail.sign_up?.orgName ?? mail.org_name ?? '';
    switch (mail.template) {
      case 'invite':
        return { template: 'invite', by: mail.by_name, orgName, role: mail.role, ...shared };
      case 'sign_up':
        return { template: 'sign_up', orgName, ...shared };
      case 'magic_link': {
        const expiresAt = new Date(new Date(mail.link_created_at).getTime() + CODE_LIFETIME);
        const code =
          mail.purpose === 'magic_link' && expiresAt > this.clock.now()
            ? { value: this.tokens.codeOf(link), expiresAt }
            : null;
        return { template: 'magic_link', orgName, code, ...shared };
      }
    }
  }
}
