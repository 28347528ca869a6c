import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { migrate } from './migrate.js';
import { OrgSetup } from './org-setup.js';
import { SLUG } from './orgs/index.js';
import { isEmailAddress } from './shared/http/fields.js';
import { configure, explain, requireSchema } from './start.js';

const USAGE = `usage:
  create-org --name "Acme IT" --slug acme-it --admin-name "Ada" --admin-email ada@acme.example
  migrate
  doctor
`;

async function createOrg(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string' },
      slug: { type: 'string' },
      'admin-name': { type: 'string' },
      'admin-email': { type: 'string' },
    },
  });
  const { name, slug, 'admin-name': adminName, 'admin-email': adminEmail } = values;
  if (!name || !slug || !adminName || !adminEmail) throw new Error(USAGE);
  if (!isEmailAddress(adminEmail)) throw new Error('--admin-email must be an e-mail address');
  if (!SLUG.test(slug)) throw new Error('--slug must be lower-case letters, digits and hyphens');
  const { config, servers } = await configure({ join: true });
  try {
    await requireSchema(config);
    const app = await NestFactory.createApplicationContext(AppModule.for(config), {
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    try {
      const made = await app.get(OrgSetup).create({ name, slug, adminName, adminEmail });
      process.stdout.write(`${JSON.stringify(made)}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await servers?.stop();
  }
}

async function applyMigrations(): Promise<void> {
  const { config, servers } = await configure({ join: true });
  try {
    process.stdout.write(`${await migrate(config.databaseUrl)} migrations applied\n`);
  } finally {
    await servers?.stop();
  }
}

/** Names every misconfiguration it finds; the configuration's own faults are thrown on the way in. */
async function doctor(): Promise<void> {
  const { config, servers } = await configure({ join: true });
  try {
    const pending = await migrate(config.databaseUrl, { check: true });
    if (pending > 0) throw new Error(`${pending} migrations are pending`);
    process.stdout.write('nothing found\n');
  } finally {
    await servers?.stop();
  }
}

const [command, ...args] = process.argv.slice(2);
const commands: Record<string, () => Promise<void>> = {
  'create-org': () => createOrg(args),
  migrate: applyMigrations,
  doctor,
};
const run = commands[command ?? ''];
(run ? run() : Promise.reject(new Error(USAGE))).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);
