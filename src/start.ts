import { DEMO } from './demo-people.js';
import { startEmbedded, type EmbeddedOptions, type EmbeddedServers } from './embedded/index.js';
import { migrate } from './migrate.js';
import { Config, ConfigError, type ProviderClient, readEnvironment } from './shared/config/config.js';
import type { Environment } from './shared/config/variables.js';

/**
 * The configuration, with embedded servers brought up for whatever the environment does not name. With `join`, for a command
 * beside a Muster that may run on the same folder: its servers are used, and the queue is left to it.
 */
export async function configure({ join = false } = {}): Promise<{
  config: Config;
  servers: EmbeddedServers | undefined;
}> {
  const env: Environment = { ...readEnvironment(), ...(join && { ROLE: 'api' }) };
  const need = { postgres: !env.DATABASE_URL, redis: !env.REDIS_URL, mail: !env.SMTP_URL };
  const servers = Object.values(need).some(Boolean)
    ? await startEmbedded({ dataDir: env.DATA_DIR, ...need, join, ...standIns(env) })
    : undefined;
  try {
    const { databaseUrl, redisUrl, smtpUrl, providers, calendars } = servers ?? {};
    const config = new Config(env, {
      ...(databaseUrl && { databaseUrl, systemAdminOrg: 'platform' }),
      ...(redisUrl && { redisUrl }),
      ...(smtpUrl && { smtpUrl }),
      ...(providers &&
        calendars && {
          google: { ...clientOf(providers.google), calendarApi: calendars.googleCalendarApi },
          microsoft: { ...clientOf(providers.microsoft), graphApi: calendars.graphApi },
        }),
    });
    return { config, servers };
  } catch (error) {
    await servers?.stop();
    throw error;
  }
}

/**
 * Stand-ins for Google and Microsoft, so that both buttons and both calendars work in the demo: where its database is
 * embedded and neither provider is configured. Their accounts are the demo's people.
 */
function standIns(env: Environment): Partial<EmbeddedOptions> {
  if (env.DATABASE_URL || env.GOOGLE_CLIENT_ID || env.MICROSOFT_CLIENT_ID) return {};
  const api = `${env.APP_URL ?? `http://localhost:${env.PORT}`}/api/v1`;
  const accounts = DEMO.flatMap(({ people }) => people).map(({ name, email }) => ({
    id: email.replace('@', '.'),
    name,
    email,
  }));
  const redirectUris = {
    google: [`${api}/auth/google/callback`, `${api}/me/calendars/google/callback`],
    microsoft: [`${api}/auth/microsoft/callback`, `${api}/me/calendars/outlook/callback`],
  };
  return { providers: { accounts, redirectUris } };
}

function clientOf({ clientId, clientSecret, issuer }: ProviderClient): ProviderClient {
  return { clientId, clientSecret, issuer };
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
