import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../audit/index.js';
import type { Origin } from '../../shared/access/actor.js';
import { type Link, MailedLinks, MailPromises } from '../../mail/index.js';
import { Config } from '../../shared/config/config.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import { randomToken } from '../../shared/crypto/secrets.js';
import { emailKey } from '../../shared/http/fields.js';
import { newId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { addressTaken, User } from '../../users/index.js';
import type { SignUpBody } from './sign-up.dto.js';
import { failSignUp } from './sign-up.errors.js';
import { slugCandidates } from './slug-candidates.js';

/** New organizations by their first admin: asked for here, made when the mailed link is used. */
@Injectable()
export class SignUps {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: MailedLinks,
    private readonly mails: MailPromises,
    private readonly audit: AuditRecorder,
  ) {}

  /** Mails a link, or to an address that has an account, that it has one. Says nothing of it either way. */
  async request(body: SignUpBody, browserHash: TokenHash): Promise<void> {
    this.refuseClosed();
    const [account] = await this.db.lookup<{ user_id: UserId; org_id: OrgId }>('account_of_email', [
      emailKey(body.email),
    ]);
    if (account) {
      return this.db.write(account.org_id, async (em) => {
        this.mails.promise(em, { template: 'sign_up_known', userId: account.user_id });
      });
    }
    const { orgName, name, email } = body;
    await this.db.write(newId<OrgId>(), async (em) => {
      await this.links.issueSignUp(em, { orgName, name, email }, browserHash);
    });
  }

  /** In the transaction that uses the link: the organization and its first admin, active. 409 `email_conflict`. */
  async found(em: EntityManager, link: Link, origin: Origin): Promise<User> {
    this.refuseClosed();
    if (!link.signUp) throw new Error('a sign-up without its words');
    const { orgName, name, email } = link.signUp;
    const now = this.clock.now();
    await this.makeOrg(em, link.orgId, orgName, now);
    const user = em.create(User, {
      id: newId<UserId>(),
      orgId: link.orgId,
      name,
      email,
      emailKey: emailKey(email),
      role: 'admin',
      status: 'active',
      activatedAt: now,
      createdAt: now,
      updatedAt: now,
    });
    await em.persist(user).flush().catch(addressTaken);
    this.audit.record(em, {
      action: 'org.created',
      actor: { userId: user.id, name },
      origin,
      target: { type: 'org', id: link.orgId, name: orgName },
      details: { by: 'sign_up' },
    });
    return user;
  }

  /** The database decides whether a slug is free: other organizations cannot be seen from here. */
  private async makeOrg(em: EntityManager, id: OrgId, name: string, now: Date): Promise<void> {
    const reserved = ['platform', ...(this.config.systemAdminOrg ? [this.config.systemAdminOrg] : [])];
    const random = randomToken(8)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '0');
    for (const slug of slugCandidates(name, reserved, random)) {
      const made = await em.execute<object[]>(
        `insert into orgs (id, name, slug, created_at, updated_at) values (?, ?, ?, ?, ?)
         on conflict (slug) do nothing returning id`,
        [id, name, slug, now, now],
      );
      if (made.length > 0) return;
    }
    throw new Error(`no slug is free for ${name}`);
  }

  private refuseClosed(): void {
    if (this.config.signUp === 'closed') throw failSignUp('sign_up_closed');
  }
}
