import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES, type Environment, type Variable, type VariableName } from './variables.js';

/** What is wrong with the environment, all of it at once: each line names a variable, the fault and an example. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

export interface ProviderClient {
  clientId: string;
  clientSecret: string;
  issuer: string;
}

/** What an embedded start knows that the environment does not say. */
export interface Embedded {
  databaseUrl?: string;
  redisUrl?: string;
  smtpUrl?: string;
  systemAdminOrg?: string;
  google?: ProviderClient & { calendarApi: string };
  microsoft?: ProviderClient & { graphApi: string };
}

/** The whole configuration, validated and frozen. The only way to the environment: inject this class. */
export class Config {
  readonly role: 'all' | 'api' | 'worker';
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Origin without a trailing slash. */
  readonly appUrl: string;
  readonly secureCookies: boolean;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly sessionKeys: readonly Buffer[];
  readonly encryptionKeys: readonly Buffer[];
  readonly systemAdminOrg: string | undefined;
  readonly signUp: 'open' | 'closed';
  readonly google: ProviderClient | undefined;
  readonly googleCalendarApi: string;
  readonly microsoft: ProviderClient | undefined;
  readonly microsoftTenants: readonly string[];
  readonly microsoftGraphApi: string;
  readonly storageUrl: string;
  readonly rateLimitScale: number;
  readonly trustProxy: false | number | string[];
  readonly logLevel: string;
  readonly metricsPort: number;
  readonly metricsHost: string;
  readonly autoMigrate: boolean;
  readonly dataDir: string;

  constructor(env: Environment, embedded: Embedded = {}) {
    const faults: string[] = [];
    const need = <T>(name: VariableName, value: T | undefined): T => {
      if (value === undefined) faults.push(`${name} is missing; for example ${name}=${VARIABLES[name].example}`);
      return value as T;
    };
    this.role = env.ROLE;
    this.production = env.NODE_ENV === 'production';
    this.port = env.PORT;
    this.host = env.HOST;
    this.appUrl = env.APP_URL ?? `http://localhost:${env.PORT}`;
    this.secureCookies = this.appUrl.startsWith('https:');
    this.databaseUrl = need('DATABASE_URL', env.DATABASE_URL ?? embedded.databaseUrl);
    this.redisUrl = need('REDIS_URL', env.REDIS_URL ?? embedded.redisUrl);
    this.smtpUrl = need('SMTP_URL', env.SMTP_URL ?? embedded.smtpUrl);
    this.mailFrom = env.MAIL_FROM;
    this.dataDir = env.DATA_DIR;
    const mayGenerate = !this.production;
    this.sessionKeys = need(
      'SESSION_KEYS',
      env.SESSION_KEYS ?? (mayGenerate ? generatedKeys(env.DATA_DIR, 'session') : undefined),
    );
    this.encryptionKeys = need(
      'ENCRYPTION_KEYS',
      env.ENCRYPTION_KEYS ?? (mayGenerate ? generatedKeys(env.DATA_DIR, 'encryption') : undefined),
    );
    this.systemAdminOrg = env.SYSTEM_ADMIN_ORG ?? embedded.systemAdminOrg;
    this.signUp = env.SIGN_UP;
    this.google =
      provider('GOOGLE', env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET, env.GOOGLE_ISSUER, faults) ?? embedded.google;
    this.googleCalendarApi = (!env.GOOGLE_CLIENT_ID && embedded.google?.calendarApi) || env.GOOGLE_CALENDAR_API;
    this.microsoft =
      provider('MICROSOFT', env.MICROSOFT_CLIENT_ID, env.MICROSOFT_CLIENT_SECRET, env.MICROSOFT_ISSUER, faults) ??
      embedded.microsoft;
    this.microsoftTenants = env.MICROSOFT_TENANTS;
    this.microsoftGraphApi = (!env.MICROSOFT_CLIENT_ID && embedded.microsoft?.graphApi) || env.MICROSOFT_GRAPH_API;
    this.storageUrl = env.STORAGE_URL === 'file:.data/files' ? `file:${join(env.DATA_DIR, 'files')}` : env.STORAGE_URL;
    this.rateLimitScale = env.RATE_LIMIT_SCALE;
    this.trustProxy = env.TRUST_PROXY;
    this.logLevel = env.LOG_LEVEL;
    this.metricsPort = env.METRICS_PORT;
    this.metricsHost = env.METRICS_HOST;
    this.autoMigrate = env.AUTO_MIGRATE ?? embedded.databaseUrl !== undefined;
    if (faults.length > 0) throw new ConfigError(faults);
    Object.freeze(this);
  }
}

function provider(
  name: 'GOOGLE' | 'MICROSOFT',
  clientId: string | undefined,
  clientSecret: string | undefined,
  issuer: string,
  faults: string[],
): ProviderClient | undefined {
  if (clientId && clientSecret) return { clientId, clientSecret, issuer };
  if (clientId || clientSecret) {
    const missing = `${name}_CLIENT_${clientId ? 'SECRET' : 'ID'}` as const;
    faults.push(`${missing} is missing while its other half is set; set both or neither`);
  }
  return undefined;
}

/** Keys of a development start, made once; production refuses them (they would be lost with the folder). */
function generatedKeys(dataDir: string, name: string): Buffer[] {
  const file = join(dataDir, `${name}.key`);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return [Buffer.from(readFileSync(file, 'utf8'), 'base64')];
}

/**
 * Parses the environment by the table. An empty variable counts as unset. Throws `ConfigError` with every fault;
 * a secret's value is in none of them.
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const faults: string[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const given = source[name]?.trim() || undefined;
    const value = given ?? spec.fallback;
    if (value === undefined) continue;
    try {
      parsed[name] = spec.parse(value);
    } catch (error) {
      const shown = spec.secret ? '' : ` (it is ${JSON.stringify(value.slice(0, 80))})`;
      faults.push(`${name} ${(error as Error).message}${shown}; for example ${name}=${spec.example}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return parsed as Environment;
}
