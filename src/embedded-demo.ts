import type { INestApplicationContext } from '@nestjs/common';
import { DEMO } from './demo-people.js';
import { DeskDemo } from './desk/index.js';
import { OrgSetup } from './org-setup.js';
import type { OrgId } from './shared/ids/ids.js';
import { TenantDb } from './shared/tenancy/tenant-db.js';

/**
 * The demo of an embedded start, made once: the platform's organization and a small service desk. Before `app.init()`,
 * which looks for the organization that SYSTEM_ADMIN_ORG names.
 */
export async function seedDemo(app: INestApplicationContext): Promise<void> {
  const db = app.get(TenantDb, { strict: false });
  const [found] = await db.lookup<{ org_of_name: string | null }>('org_of_name', ['platform', null]);
  if (!found?.org_of_name) {
    const setup = app.get(OrgSetup);
    for (const { name, slug, people } of DEMO) await setup.seed(name, slug, people);
  }
  const [shop] = await db.lookup<{ org_of_name: OrgId | null }>('org_of_name', ['acme-it', null]);
  if (shop?.org_of_name) await app.get(DeskDemo, { strict: false }).seed(shop.org_of_name);
}
