import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { isId, type OrgId } from '../ids/ids.js';
import { TenantDb } from '../tenancy/tenant-db.js';

/**
 * The organization that SYSTEM_ADMIN_ORG names, by slug or id; fixed to an id when it is first found, so that a renamed
 * slug cannot hand over power. Unset or unknown: nobody is a system admin.
 */
@Injectable()
export class SystemOrg implements OnModuleInit {
  private readonly logger = new Logger(SystemOrg.name);
  private id: OrgId | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: TenantDb,
  ) {}

  is(orgId: OrgId): boolean {
    return this.id === orgId;
  }

  /** `off` when unset, `unknown` when no organization has that slug or id. */
  get state(): 'off' | 'unknown' | 'known' {
    if (!this.config.systemAdminOrg) return 'off';
    return this.id ? 'known' : 'unknown';
  }

  async onModuleInit(): Promise<void> {
    const named = this.config.systemAdminOrg;
    if (!named) return;
    const [row] = await this.db.lookup<{ org_of_name: OrgId | null }>('org_of_name', [
      named,
      isId(named) ? named : null,
    ]);
    this.id = row?.org_of_name ?? undefined;
    if (!this.id)
      this.logger.error(`SYSTEM_ADMIN_ORG names no organization: the System Admin panel is off for everyone`);
  }
}
