import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/shared/config/config.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The environment of a process on the servers of a desk. */
export function environmentOf(desk: Config, env: Record<string, string>): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    DATABASE_URL: desk.databaseUrl,
    REDIS_URL: desk.redisUrl,
    SMTP_URL: desk.smtpUrl,
    SESSION_KEYS: desk.sessionKeys.map((key) => key.toString('base64')).join(),
    ENCRYPTION_KEYS: desk.encryptionKeys.map((key) => key.toString('base64')).join(),
    LOG_LEVEL: 'fatal',
    METRICS_PORT: '0',
    RATE_LIMIT_SCALE: '100',
    ...env,
  };
}

/** The built program as a process of its own, as `npm start` runs it (script/test builds it): to be read, and to be killed. */
export class Program {
  /** What it wrote so far. */
  output = '';
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
  }

  /** On the servers of `desk`; resolves when it has shown its banner. */
  static async start(desk: Config, env: Record<string, string>): Promise<Program> {
    const child = spawn(process.execPath, ['--no-warnings', MAIN], {
      env: environmentOf(desk, env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const program = new Program(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', () => program.output.includes('  Muster ') && resolve());
      void program.ended.then((code) => reject(new Error(`the program ended with ${String(code)}`)));
    });
    return program;
  }

  /** Its log: every line that is one, the banner left out. */
  get log(): Record<string, unknown>[] {
    const lines = this.output.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}
