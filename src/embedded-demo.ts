import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { OrgSetup } from './org-setup.js';
import type { Config } from './shared/config/config.js';
import { TenantDb } from './shared/tenancy/tenant-db.js';

/** The demo of an embedded start, made once: the platform's organization and a small service desk. */
export async function seedDemo(config: Config): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule.for(config), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const [found] = await app
      .get(TenantDb, { strict: false })
      .lookup<{ org_of_name: string | null }>('org_of_name', ['platform', null]);
    if (found?.org_of_name) return;
    const setup = app.get(OrgSetup);
    await setup.seed('Acme IT', 'acme-it', [
      { name: 'Alice Admin', email: 'admin@acme.example', role: 'admin' },
      { name: 'Tom Technician', email: 'tech@acme.example', role: 'technician' },
      { name: 'Tina Technician', email: 'tina@acme.example', role: 'technician' },
      { name: 'Vera Viewer', email: 'viewer@acme.example', role: 'viewer' },
    ]);
    await setup.seed('Platform', 'platform', [
      { name: 'Olga Operator', email: 'operator@platform.example', role: 'admin' },
    ]);
  } finally {
    await app.close();
  }
}
