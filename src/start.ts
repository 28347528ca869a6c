import { startEmbedded, type EmbeddedServers } from './embedded/index.js';
import { migrate } from './migrate.js';
import { Config, ConfigError, readEnvironment } from './shared/config/config.js';

/**
 * The configuration, with embedded servers brought up for whatever the environment does not name. With `join`, those of a
 * Muster that already runs on the same folder are used.
 */
export async function configure({ join = false } = {}): Promise<{
  config: Config;
  servers: EmbeddedServers | undefined;
}> {
  const env = readEnvironment();
  const need = { postgres: !env.DATABASE_URL, redis: !env.REDIS_URL, mail: !env.SMTP_URL };
  const servers = Object.values(need).some(Boolean)
    ? await startEmbedded({ dataDir: env.DATA_DIR, ...need, join })
    : undefined;
  try {
    const { databaseUrl, redisUrl, smtpUrl } = servers ?? {};
    const config = new Config(env, {
      ...(databaseUrl && { databaseUrl, systemAdminOrg: 'platform' }),
      ...(redisUrl && { redisUrl }),
      ...(smtpUrl && { smtpUrl }),
    });
    return { config, servers };
  } catch (error) {
    await servers?.stop();
    throw error;
  }
}

/** Stops where migrations are pending and may not be applied by a start. */
export async function requireSchema(config: Config): Promise<void> {
  const pending = await migrate(config.databaseUrl, { check: !config.autoMigrate });
  if (pending > 0 && !config.autoMigrate) {
    throw new ConfigError([
      `${pending} migrations are pending; run npm run muster -- migrate, or set AUTO_MIGRATE=true`,
    ]);
  }
}

/** What a failed start tells: the fault, never a stack or a secret. */
export function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
