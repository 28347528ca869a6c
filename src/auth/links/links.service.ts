import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CODE_LIFETIME, CODE_TRIES, Link, LinkTokens, type SignUpRequest } from '../../mail/index.js';
import { Org } from '../../orgs/index.js';
import type { Origin } from '../../shared/access/actor.js';
import { Problem } from '../../shared/errors/problem.js';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import type { LinkId, OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { User } from '../../users/index.js';
import type { LinkInspection } from '../auth.dto.js';
import { authFail } from '../auth.errors.js';
import { FailedSignIns } from '../sign-in/failed-sign-ins.js';
import { refuseUnwelcome } from '../sign-in/standing.js';
import { SignUps } from '../sign-up/sign-up.service.js';
import { AccessMoved, SignInCompletion, type SignInOutcome } from '../sign-in/sign-in-completion.js';

const LINK = { method: 'magic_link' } as const;

/** Looking at mailed links, and signing in with them. */
@Injectable()
export class LinksService {
  private readonly tokens: LinkTokens;

  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly completion: SignInCompletion,
    private readonly signUps: SignUps,
    private readonly failures: FailedSignIns,
    keys: SigningKeys,
  ) {
    this.tokens = new LinkTokens(keys);
  }

  /** What the page behind a link shows; spends nothing. */
  async inspect(token: string, browserHash: TokenHash | undefined): Promise<LinkInspection> {
    const { id, orgId } = await this.locate(token);
    return this.db.write(orgId, async (em) => {
      const link = await this.known(em, id, token);
      const { email, name, orgName } = await this.subject(em, link);
      return {
        purpose: link.purpose,
        email: masked(email),
        name,
        orgName,
        expiresAt: link.expiresAt.toISOString(),
        sameBrowser: browserHash !== undefined && link.browserHash === browserHash,
      };
    });
  }

  /** Single use, by one statement; a refusal spends nothing. */
  async redeem(token: string, origin: Origin): Promise<SignInOutcome> {
    const { id, orgId } = await this.locate(token);
    const known: { userId?: UserId | null | undefined } = {};
    try {
      return await this.completion.entering(orgId, async (em) => {
        const link = await this.known(em, id, token);
        known.userId = link.userId;
        return this.use(em, link, origin);
      });
    } catch (error) {
      // Whoever holds the link is known, whether or not it still opens.
      if (known.userId) this.failures.refused({ userId: known.userId, orgId }, origin, LINK, error);
      throw error;
    }
  }

  /**
   * The code from the mail, in the browser that asked: every try counts on each of its live links. 401 `code_invalid`
   * whatever is wrong with the code or its link; the log says what it was.
   */
  async redeemCode(code: string, browserHash: TokenHash, origin: Origin): Promise<SignInOutcome> {
    const found = await this.db.lookup<{ id: LinkId; org_id: OrgId }>('links_of_browser', [
      browserHash,
      this.clock.now(),
    ]);
    const asked: { userId: UserId; orgId: OrgId }[] = [];
    for (const { id, org_id: orgId } of found) {
      const [counted] = await this.db.write(orgId, (em) =>
        em.execute<{ user_id: UserId }[]>(
          `update links set code_tries = code_tries + 1
           where id = ? and code_tries < ? and created_at > ? and purpose = 'magic_link' returning user_id`,
          [id, CODE_TRIES, this.clock.in(-CODE_LIFETIME)],
        ),
      );
      if (!counted) continue;
      const account = { userId: counted.user_id, orgId };
      if (this.tokens.codeMatches(code, { id, purpose: 'magic_link' })) {
        const using = this.completion.entering(orgId, async (em) =>
          this.use(em, await em.findOneOrFail(Link, id), origin),
        );
        return this.failures.watch(account, origin, LINK, using).catch(refuseAsCode);
      }
      if (!asked.some(({ userId }) => userId === account.userId)) asked.push(account);
    }
    const refusal = authFail('code_invalid');
    for (const account of asked) this.failures.refused(account, origin, LINK, refusal);
    throw refusal;
  }

  private async use(em: EntityManager, link: Link, origin: Origin): Promise<SignInOutcome> {
    const known = link.purpose === 'sign_up' ? undefined : (await this.standing(em, link)).user;
    this.refuseDead(link, known);
    const now = this.clock.now();
    const won = await em.execute<unknown[]>(
      `update links set consumed_at = ? where id = ? and consumed_at is null and replaced_at is null and expires_at > ? returning id`,
      [now, link.id, now],
    );
    if (won.length === 0) {
      // Gone with a revoked invite, or used by whoever was quicker.
      if (!(await em.refresh(link))) throw authFail('link_unknown');
      this.refuseDead(link, known);
      throw authFail('link_used');
    }
    if (!known)
      return this.completion.firstFactor(em, await this.signUps.found(em, link, origin), 'magic_link', origin);
    // Using one kills the rest.
    await em.execute(
      'update links set replaced_at = ? where user_id = ? and id <> ? and consumed_at is null and replaced_at is null',
      [now, known.id, link.id],
    );
    await em.refresh(known);
    if (known.accessEpoch !== link.epoch) throw new AccessMoved();
    return this.completion.firstFactor(em, known, 'magic_link', origin);
  }

  /** Whom a living link is for, and where it leads. */
  private async subject(em: EntityManager, link: Link): Promise<SignUpRequest> {
    if (link.signUp) {
      this.refuseDead(link, undefined);
      return link.signUp;
    }
    const { user, org } = await this.standing(em, link);
    this.refuseDead(link, user);
    return { email: user.email, name: user.name, orgName: org.name };
  }

  private async locate(token: string): Promise<{ id: LinkId; orgId: OrgId }> {
    const id = this.tokens.idOf(token);
    const [row] = id ? await this.db.lookup<{ org_of_link: OrgId | null }>('org_of_link', [id]) : [];
    if (!id || !row?.org_of_link) throw authFail('link_unknown');
    return { id, orgId: row.org_of_link };
  }

  private async known(em: EntityManager, id: LinkId, token: string): Promise<Link> {
    const link = await em.findOne(Link, id);
    if (!link || link.purpose === 'confirm' || !this.tokens.matches(token, link)) throw authFail('link_unknown');
    return link;
  }

  /** The person and organization of a link; refuses before anything is spent. */
  private async standing(em: EntityManager, link: Link): Promise<{ user: User; org: Org }> {
    const user = link.userId && (await em.findOne(User, link.userId));
    const org = await em.findOne(Org, link.orgId);
    if (!user || !org) throw authFail('link_unknown');
    refuseUnwelcome(user, org);
    return { user, org };
  }

  private refuseDead(link: Link, user: User | undefined): void {
    if (link.consumedAt) throw authFail('link_used');
    if (link.replacedAt || (user && link.epoch !== user.accessEpoch)) throw authFail('link_replaced');
    if (link.expiresAt <= this.clock.now()) throw authFail('link_expired');
  }
}

/** Of a link that is gone or dead by now, its code says only that it does not work. */
function refuseAsCode(error: unknown): never {
  throw error instanceof Problem && [404, 410].includes(error.spec.status) ? authFail('code_invalid') : error;
}

/** Enough to recognise one's own address by, not enough to learn another's. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}•••${email.slice(at)}`;
}
