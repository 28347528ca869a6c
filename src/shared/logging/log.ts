import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { hideSecrets } from './hide-secrets.js';

/** What every line says that is written while a request is served or a job is done. */
export type LogContext = { requestId: string } | { jobId: string; orgId: string };

export const logContext = new AsyncLocalStorage<LogContext>();

const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'mfaToken',
  'secret',
];

/**
 * The log: one JSON object a line, on standard output where nothing else is said, times as ISO 8601. Nothing logs headers,
 * bodies or URLs of requests; that a secret under its usual name, or in its usual form within a text, becomes `[hidden]` is the net under that.
 */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => logContext.getStore() ?? {},
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[hidden]',
    },
    hooks: { streamWrite: hideSecrets },
  };
  return pino(options, to);
}
