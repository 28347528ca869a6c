import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CODE_LIFETIME, CODE_TRIES, LinkTokens, MailedLinks } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import { hashToken, type TokenHash } from '../../shared/crypto/secrets.js';
import type { LinkId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../../users/index.js';

interface Candidate {
  id: LinkId;
  purpose: 'confirm' | 'magic_link';
}

/** Codes by mail with which somebody who is signed in shows that it is them. */
@Injectable()
export class MailedCodes {
  private readonly tokens: LinkTokens;

  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly links: MailedLinks,
    keys: SigningKeys,
  ) {
    this.tokens = new LinkTokens(keys);
  }

  /** Mails a code to the caller that confirms this session only; older ones of it are dead. */
  async send(actor: Actor): Promise<void> {
    await this.db.write(actor.orgId, async (em) => {
      await this.links.issueConfirmation(em, await em.findOneOrFail(User, actor.userId), hashToken(actor.sessionId));
    });
  }

  /**
   * Spends the code of such a mail, or the one beside a magic link that the caller asked for in this browser. True once;
   * every try counts, and five are all there are.
   */
  async spend(actor: Actor, code: string, browser: TokenHash | undefined): Promise<boolean> {
    const right = await this.db.write(actor.orgId, (em) => this.tryAll(em, actor, code, browser));
    if (!right) return false;
    const now = this.clock.now();
    const won = await this.db.write(actor.orgId, (em) =>
      em.execute<object[]>(
        `update links set consumed_at = ?
         where id = ? and consumed_at is null and replaced_at is null and expires_at > ? returning id`,
        [now, right, now],
      ),
    );
    return won.length > 0;
  }

  private async tryAll(em: EntityManager, actor: Actor, code: string, browser: TokenHash | undefined) {
    const counted = await em.execute<Candidate[]>(
      `update links l set code_tries = l.code_tries + 1 from users u
       where u.id = l.user_id and l.user_id = ? and l.epoch = u.access_epoch and l.code_tries < ? and l.created_at > ?
         and l.consumed_at is null and l.replaced_at is null
         and ((l.purpose = 'confirm' and l.browser_hash = ?) or (l.purpose = 'magic_link' and l.browser_hash = ?))
       returning l.id, l.purpose`,
      [actor.userId, CODE_TRIES, this.clock.in(-CODE_LIFETIME), hashToken(actor.sessionId), browser ?? ''],
    );
    return counted.find((link) => this.tokens.codeMatches(code, link))?.id;
  }
}
