import { Injectable } from '@nestjs/common';
import { LinkTokens } from './mail/index.js';
import { Org } from './orgs/index.js';
import type { Role } from './shared/access/permissions.js';
import { Config } from './shared/config/config.js';
import { SigningKeys } from './shared/crypto/crypto.module.js';
import { newId, type OrgId } from './shared/ids/ids.js';
import { TenantDb } from './shared/tenancy/tenant-db.js';
import { Clock } from './shared/time/clock.js';
import { addressTaken, InvitesService, User } from './users/index.js';

export interface NewOrg {
  name: string;
  slug: string;
  adminName: string;
  adminEmail: string;
}

/** Makes organizations from outside of any: the command line and the demo. */
@Injectable()
export class OrgSetup {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly keys: SigningKeys,
    private readonly invites: InvitesService,
  ) {}

  /** The organization with its first admin invited. `link` signs the admin in: for the operator's eyes only. */
  async create({ name, slug, adminName, adminEmail }: NewOrg): Promise<{ orgId: OrgId; userId: string; link: string }> {
    const orgId = newId<OrgId>();
    return this.db
      .write(orgId, async (em) => {
        const now = this.clock.now();
        await em.persist(em.create(Org, { id: orgId, name, slug, createdAt: now, updatedAt: now })).flush();
        const { user, link } = await this.invites.inviteIn(em, null, {
          name: adminName,
          email: adminEmail,
          role: 'admin',
        });
        const token = new LinkTokens(this.keys).tokenOf(link);
        return { orgId, userId: user.id, link: `${this.config.appUrl}/link#token=${token}` };
      })
      .catch(addressTaken);
  }

  /** The demo: an organization of people who are active already and sign in by mailed link. */
  async seed(name: string, slug: string, people: { name: string; email: string; role: Role }[]): Promise<void> {
    const orgId = newId<OrgId>();
    await this.db.write(orgId, async (em) => {
      const now = this.clock.now();
      await em
        .persist(em.create(Org, { id: orgId, name, slug, timeZone: 'Europe/Berlin', createdAt: now, updatedAt: now }))
        .flush();
      for (const person of people) {
        em.persist(
          em.create(User, {
            ...person,
            id: newId(),
            orgId,
            emailKey: person.email,
            status: 'active',
            activatedAt: now,
            createdAt: now,
            updatedAt: now,
          }),
        );
      }
    });
  }
}
