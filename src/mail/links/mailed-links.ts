import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import { newId, type LinkId, type OrgId, type UserId } from '../../shared/ids/ids.js';
import { TENANT_FILTER } from '../../shared/tenancy/tenant-filter.js';
import { Clock } from '../../shared/time/clock.js';
import { MailPromises } from '../mail-promises.js';
import { Link, type SignUpRequest } from './link.entity.js';
import { LINK_LIFETIME, LIVE_MAGIC_LINKS } from './link-purpose.js';

interface Recipient {
  id: UserId;
  accessEpoch: number;
}

type NewLink = Pick<Link, 'purpose' | 'userId' | 'epoch'> & Partial<Pick<Link, 'browserHash' | 'createdBy' | 'signUp'>>;

/** Makes links and promises the mails that carry them. Redeeming them is sign-in's business. */
@Injectable()
export class MailedLinks {
  constructor(
    private readonly clock: Clock,
    private readonly mails: MailPromises,
  ) {}

  /** A new invite or admin's link replaces every older link of that person. */
  async issue(
    em: EntityManager,
    user: Recipient,
    purpose: 'invite' | 'admin_link',
    createdBy: UserId | null,
  ): Promise<Link> {
    await em.execute(
      'update links set replaced_at = ? where user_id = ? and consumed_at is null and replaced_at is null',
      [this.clock.now(), user.id],
    );
    return this.create(em, { purpose, userId: user.id, epoch: user.accessEpoch, createdBy });
  }

  /** The invites of people who have no link yet: one round trip for the rows of each kind, however many they are. */
  async issueInvites(em: EntityManager, users: readonly Recipient[], createdBy: UserId | null): Promise<void> {
    const links = users.map(({ id, accessEpoch }) =>
      this.make(em, { purpose: 'invite', userId: id, epoch: accessEpoch, createdBy }),
    );
    await em.persist(links).flush();
    for (const { id, userId = null } of links) this.mails.promise(em, { template: 'invite', userId, linkId: id });
  }

  /** A link that the person asked for: up to three live, the oldest give way. */
  async issueMagicLink(em: EntityManager, user: Recipient, browserHash: TokenHash): Promise<Link> {
    await em.execute(
      `update links set replaced_at = ? where id in
        (select id from links where user_id = ? and purpose = 'magic_link' and consumed_at is null and replaced_at is null
         order by id desc offset ?)`,
      [this.clock.now(), user.id, LIVE_MAGIC_LINKS - 1],
    );
    return this.create(em, { purpose: 'magic_link', userId: user.id, epoch: user.accessEpoch, browserHash });
  }

  /** `em` must be in the organization that using the link will create. */
  issueSignUp(em: EntityManager, signUp: SignUpRequest, browserHash: TokenHash): Promise<Link> {
    return this.create(em, { purpose: 'sign_up', userId: null, epoch: 0, browserHash, signUp });
  }

  /** The code that confirms one session; `sessionHash` says which. An older one of it gives way. */
  async issueConfirmation(em: EntityManager, user: Recipient, sessionHash: TokenHash): Promise<Link> {
    await em.execute(
      `update links set replaced_at = ?
       where user_id = ? and purpose = 'confirm' and browser_hash = ? and consumed_at is null and replaced_at is null`,
      [this.clock.now(), user.id, sessionHash],
    );
    return this.create(em, { purpose: 'confirm', userId: user.id, epoch: user.accessEpoch, browserHash: sessionHash });
  }

  private async create(em: EntityManager, fields: NewLink): Promise<Link> {
    const link = this.make(em, fields);
    // Before its mail: the mail's row points at it, and ids are all that the ORM knows of that.
    await em.persist(link).flush();
    const template = fields.purpose === 'confirm' ? 'confirm_code' : fields.purpose;
    this.mails.promise(em, { template, userId: fields.userId ?? null, linkId: link.id });
    return link;
  }

  private make(em: EntityManager, fields: NewLink): Link {
    const { orgId } = em.getFilterParams<{ orgId: OrgId }>(TENANT_FILTER);
    return em.create(Link, {
      id: newId<LinkId>(),
      orgId,
      createdAt: this.clock.now(),
      expiresAt: this.clock.in(LINK_LIFETIME[fields.purpose]),
      ...fields,
    });
  }
}
