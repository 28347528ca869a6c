import { Injectable } from '@nestjs/common';
import { MailedLinks } from '../../mail/index.js';
import { Org } from '../../orgs/index.js';
import type { TokenHash } from '../../shared/crypto/secrets.js';
import { emailKey } from '../../shared/http/fields.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { User } from '../../users/index.js';

/** Asking for a magic link. */
@Injectable()
export class LinkRequests {
  constructor(
    private readonly db: TenantDb,
    private readonly links: MailedLinks,
  ) {}

  /** Mails a link where the address has an account that may sign in; says nothing of it either way. */
  async request(email: string, browserHash: TokenHash): Promise<void> {
    const [account] = await this.db.lookup<{ user_id: UserId; org_id: OrgId }>('account_of_email', [emailKey(email)]);
    if (!account) return;
    await this.db.write(account.org_id, async (em) => {
      const user = await em.findOneOrFail(User, account.user_id);
      const org = await em.findOneOrFail(Org, account.org_id);
      if (user.status === 'deactivated' || org.status !== 'active') return;
      await this.links.issueMagicLink(em, user, browserHash);
    });
  }
}
