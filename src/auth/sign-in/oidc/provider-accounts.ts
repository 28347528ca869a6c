import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditRecorder } from '../../../audit/index.js';
import type { Origin } from '../../../shared/access/actor.js';
import { emailKey } from '../../../shared/http/fields.js';
import { newId, type OrgId, type UserId } from '../../../shared/ids/ids.js';
import { TenantDb } from '../../../shared/tenancy/tenant-db.js';
import { Clock } from '../../../shared/time/clock.js';
import type { ProviderIdentity } from './identity.js';

export interface AccountOfProvider {
  userId: UserId;
  orgId: OrgId;
  /** Found by a vouched-for address and not linked yet: call `link` in the transaction of the sign-in. */
  isNew: boolean;
}

/** Which person of Muster a provider's account is. */
@Injectable()
export class ProviderAccounts {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** By the account's key; failing that, once, by an address that the provider vouches for. Never makes a person. */
  async find(identity: ProviderIdentity): Promise<AccountOfProvider | 'account_not_found' | 'email_unverified'> {
    const linked = await this.lookup('account_of_identity', [identity.provider, identity.key]);
    if (linked) return { ...linked, isNew: false };
    if (!identity.email || !identity.emailVouched) return 'email_unverified';
    const owner = await this.named(identity);
    return owner ? { ...owner, isNew: true } : 'account_not_found';
  }

  /** Whose address the provider's account bears, vouched for or not: alone it proves nothing. */
  async named({ email }: ProviderIdentity): Promise<{ userId: UserId; orgId: OrgId } | undefined> {
    return email === null ? undefined : this.lookup('account_of_email', [emailKey(email)]);
  }

  /**
   * Links the account to the person. False when the person has another account of this provider: the address was proof
   * for the first one only, and may have gone to somebody else since.
   */
  async link(
    em: EntityManager,
    identity: ProviderIdentity,
    { userId, orgId }: AccountOfProvider,
    origin: Origin,
    name: string,
  ): Promise<boolean> {
    const rows = await em.execute<{ user_id: UserId }[]>(
      `insert into identities (id, org_id, user_id, provider, subject, email, created_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict do nothing returning user_id`,
      [newId(), orgId, userId, identity.provider, identity.key, identity.email, this.clock.now()],
    );
    if (rows.length > 0) {
      const target = { type: 'user' as const, id: userId, name };
      const details = { provider: identity.provider };
      this.audit.record(em, { action: 'user.provider_linked', actor: { userId, name }, origin, target, details });
      return true;
    }
    // Two callbacks of one person at once: the other one has made the link.
    const [made] = await em.execute<object[]>(
      'select 1 from identities where user_id = ? and provider = ? and subject = ?',
      [userId, identity.provider, identity.key],
    );
    return made !== undefined;
  }

  private async lookup(name: string, values: readonly unknown[]) {
    const [row] = await this.db.lookup<{ user_id: UserId; org_id: OrgId }>(name, values);
    return row && { userId: row.user_id, orgId: row.org_id };
  }
}
