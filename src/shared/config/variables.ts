/** One environment variable: how it is written, what it becomes, and what a wrong value is told. */
export interface Variable<T> {
  /** One sentence for `.env.example` and the operator's guide. */
  doc: string;
  example: string;
  /** What it is when unset, as it would be written; undefined: may stay unset. */
  fallback?: string;
  /** Never printed, not even when wrong. */
  secret?: true;
  /** Throws an Error whose message says what is wrong, without the value. */
  parse: (text: string) => T;
}

function variable<T>(spec: Variable<T> & { fallback: string }): Variable<T> & { fallback: string };
function variable<T>(spec: Variable<T>): Variable<T>;
function variable<T>(spec: Variable<T>): Variable<T> {
  return spec;
}

const text = (value: string) => value;

function oneOf<const T extends string>(...words: T[]) {
  return (value: string): T => {
    if (!words.includes(value as T)) throw new Error(`must be one of ${words.join(', ')}`);
    return value as T;
  };
}

function port(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 65_535) throw new Error('must be a port number, 0 to 65535');
  return number;
}

function url(...protocols: string[]) {
  return (value: string): string => {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (!parsed || !protocols.includes(parsed.protocol)) {
      throw new Error(`must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    }
    return value;
  };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

/** https, or http on a loopback name; no trailing slash. */
function httpsUrl(value: string): string {
  const parsed = new URL(url('https:', 'http:')(value));
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    throw new Error('must be https (http is for loopback names only)');
  }
  if (parsed.search || parsed.hash) throw new Error('must have no query and no fragment');
  return value.replace(/\/+$/, '');
}

function origin(value: string): string {
  const parsed = new URL(url('https:', 'http:')(value));
  if (parsed.pathname !== '/' || parsed.search || parsed.hash || parsed.username) {
    throw new Error('must be scheme, host and port only, without a path');
  }
  return parsed.origin;
}

function keys(value: string): Buffer[] {
  return value.split(',').map((part) => {
    const bytes = Buffer.from(part.trim(), 'base64');
    if (bytes.length !== 32) throw new Error('must be keys of 32 bytes in base64, separated by commas');
    return bytes;
  });
}

function flag(value: string): boolean {
  return oneOf('true', 'false')(value) === 'true';
}

/** `off`, a number of proxies, or a list of their addresses and networks. */
function trustProxy(value: string): false | number | string[] {
  if (value === 'off' || value === 'false') return false;
  if (/^\d+$/.test(value)) return Number(value);
  const parts = value.split(',').map((part) => part.trim());
  if (
    !parts.every(
      (part) => /^[0-9a-f.:]+(\/\d{1,3})?$/i.test(part) || ['loopback', 'linklocal', 'uniquelocal'].includes(part),
    )
  ) {
    throw new Error('must be off, a number of proxies, or their addresses separated by commas');
  }
  return parts;
}

function scale(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 1_000_000)) throw new Error('must be a number above 0');
  return number;
}

function storage(value: string): string {
  if (/^file:.+/.test(value) || /^s3:\/\/([^@/?#\s]+:[^@/?#\s]+@)?[a-z0-9.-]+(\?\S*)?$/.test(value)) return value;
  throw new Error('must be file:<folder> or s3://[<key>:<secret>@]<bucket>[?endpoint=…&region=…]');
}

/** All of the configuration. README, `.env.example` and `doctor` read this table; nothing else reads the environment. */
export const VARIABLES = {
  ROLE: variable({
    doc: 'Which half of the program this process runs: the HTTP server, the background workers, or both.',
    example: 'all',
    fallback: 'all',
    parse: oneOf('all', 'api', 'worker'),
  }),
  PORT: variable({ doc: 'The port that the HTTP server listens on.', example: '3000', fallback: '3000', parse: port }),
  HOST: variable({ doc: 'The address that it listens on.', example: '127.0.0.1', fallback: '127.0.0.1', parse: text }),
  APP_URL: variable({
    doc: 'Where people reach Muster. Every link and redirect is built from it, never from a request header. Default: http://localhost:$PORT.',
    example: 'https://desk.example.com',
    parse: origin,
  }),
  DATABASE_URL: variable({
    doc: 'PostgreSQL 15 or newer. Unset: an embedded one under .data/. Its role owns the schema and may create roles; it need not be a superuser.',
    example: 'postgres://muster:secret@db.example.com:5432/muster',
    secret: true,
    parse: url('postgres:', 'postgresql:'),
  }),
  REDIS_URL: variable({
    doc: 'Redis with maxmemory-policy noeviction. Unset: one of its own under .data/.',
    example: 'redis://:secret@redis.example.com:6379/0',
    secret: true,
    parse: url('redis:', 'rediss:'),
  }),
  SMTP_URL: variable({
    doc: 'Where mail goes out. Unset: a local mailbox that keeps every mail.',
    example: 'smtps://user:secret@smtp.example.com:465',
    secret: true,
    parse: url('smtp:', 'smtps:'),
  }),
  MAIL_FROM: variable({
    doc: 'The sender of every mail.',
    example: 'Muster <no-reply@desk.example.com>',
    fallback: 'Muster <no-reply@localhost>',
    parse: (value) => {
      if (/[\r\n]/.test(value) || !/^([^<>]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/.test(value)) {
        throw new Error('must be an address, or a name and an address in angle brackets');
      }
      return value;
    },
  }),
  SESSION_KEYS: variable({
    doc: 'Keys that sign sessions and mailed links: 32 bytes in base64, comma-separated; the first makes, all read. Needed in production, else generated once into .data/.',
    example: 'output of: openssl rand -base64 32',
    secret: true,
    parse: keys,
  }),
  ENCRYPTION_KEYS: variable({
    doc: 'Keys that seal second factors and calendar tokens, in the same form.',
    example: 'output of: openssl rand -base64 32',
    secret: true,
    parse: keys,
  }),
  SYSTEM_ADMIN_ORG: variable({
    doc: 'Slug or id of the organization whose admins run the platform. Unset: the panel is off (the embedded demo sets platform).',
    example: 'platform',
    parse: text,
  }),
  SIGN_UP: variable({
    doc: 'Whether anybody may create an organization.',
    example: 'open',
    fallback: 'open',
    parse: oneOf('open', 'closed'),
  }),
  GOOGLE_CLIENT_ID: variable({
    doc: 'OAuth client for Sign in with Google and Google Calendar.',
    example: '123.apps.example.com',
    parse: text,
  }),
  GOOGLE_CLIENT_SECRET: variable({ doc: 'Its secret.', example: 'secret', secret: true, parse: text }),
  GOOGLE_ISSUER: variable({
    doc: 'Its issuer; endpoints are discovered from it.',
    example: 'https://accounts.google.com',
    fallback: 'https://accounts.google.com',
    parse: httpsUrl,
  }),
  GOOGLE_CALENDAR_API: variable({
    doc: 'Base address of the Google Calendar API.',
    example: 'https://www.googleapis.com/calendar/v3',
    fallback: 'https://www.googleapis.com/calendar/v3',
    parse: httpsUrl,
  }),
  MICROSOFT_CLIENT_ID: variable({
    doc: 'OAuth client for Microsoft sign-in and Outlook Calendar.',
    example: '00000000-0000-0000-0000-000000000000',
    parse: text,
  }),
  MICROSOFT_CLIENT_SECRET: variable({ doc: 'Its secret.', example: 'secret', secret: true, parse: text }),
  MICROSOFT_ISSUER: variable({
    doc: 'Its issuer.',
    example: 'https://login.microsoftonline.com/common/v2.0',
    fallback: 'https://login.microsoftonline.com/common/v2.0',
    parse: httpsUrl,
  }),
  MICROSOFT_TENANTS: variable({
    doc: 'Tenant ids, comma-separated, whose addresses are trusted without xms_edov.',
    example: '11111111-2222-3333-4444-555555555555',
    fallback: '',
    parse: (value) =>
      value
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter(Boolean),
  }),
  MICROSOFT_GRAPH_API: variable({
    doc: 'Base address of Microsoft Graph.',
    example: 'https://graph.microsoft.com/v1.0',
    fallback: 'https://graph.microsoft.com/v1.0',
    parse: httpsUrl,
  }),
  STORAGE_URL: variable({
    doc: 'Where avatars are kept: a folder, or an S3-compatible bucket.',
    example: 'file:.data/files',
    fallback: 'file:.data/files',
    secret: true,
    parse: storage,
  }),
  RATE_LIMIT_SCALE: variable({
    doc: 'Multiplies every limit (for benchmarks).',
    example: '1',
    fallback: '1',
    parse: scale,
  }),
  TRUST_PROXY: variable({
    doc: 'Whose X-Forwarded-For is believed: off, a number of proxies, or their addresses.',
    example: 'off',
    fallback: 'off',
    parse: trustProxy,
  }),
  LOG_LEVEL: variable({
    doc: 'How much is logged: lines of this level and above, as JSON on standard output.',
    example: 'info',
    fallback: 'info',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  }),
  METRICS_PORT: variable({
    doc: 'The port of GET /metrics; 0 turns it off.',
    example: '9464',
    fallback: '9464',
    parse: port,
  }),
  METRICS_HOST: variable({
    doc: 'The address that it listens on. Metrics ask for no sign-in: let only your own network reach them.',
    example: '127.0.0.1',
    fallback: '127.0.0.1',
    parse: text,
  }),
  AUTO_MIGRATE: variable({
    doc: 'Whether a start applies pending migrations. Default: true for the embedded database only, else a start stops and says so.',
    example: 'false',
    parse: flag,
  }),
  DATA_DIR: variable({
    doc: 'The folder of everything that a start keeps on disk.',
    example: '.data',
    fallback: '.data',
    parse: text,
  }),
  NODE_ENV: variable({
    doc: 'production refuses generated keys.',
    example: 'production',
    fallback: 'development',
    parse: oneOf('production', 'development', 'test'),
  }),
} as const satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;
type Parsed<N extends VariableName> = ReturnType<(typeof VARIABLES)[N]['parse']>;
type WithFallback = {
  [N in VariableName]: (typeof VARIABLES)[N] extends { fallback: string } ? N : never;
}[VariableName];

/** The parsed environment; what has no fallback may be undefined. */
export type Environment = { [N in WithFallback]: Parsed<N> } & {
  [N in Exclude<VariableName, WithFallback>]: Parsed<N> | undefined;
};
