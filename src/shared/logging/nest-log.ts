import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest tells of its own start, one line for each module and route. */
const START = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * Nest's `Logger` written to the log: `logger.warn('what happened')`, `logger.warn({ job, attempt }, 'what happened')`, or
 * `logger.error('what happened', error.stack)`. Nest puts the class's name last.
 */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  verbose(message: string | object, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  debug(message: string | object, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  log(message: string | object, ...rest: unknown[]): void {
    this.write(START.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  warn(message: string | object, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: string | object, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: string | object, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: string | object,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    const [second] = rest.slice(0, -1);
    if (message instanceof Error) this.to[level]({ context, err: message });
    else if (typeof message === 'object')
      this.to[level]({ context, ...message }, typeof second === 'string' ? second : '');
    else this.to[level]({ context, ...(typeof second === 'string' && { stack: second }) }, message);
  }
}
