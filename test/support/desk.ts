import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { Logger } from 'pino';
import { SMTPServer } from 'smtp-server';
import { createApp } from '../../src/create-app.js';
import { OrgSetup } from '../../src/org-setup.js';
import { Config, readEnvironment } from '../../src/shared/config/config.js';
import { newId } from '../../src/shared/ids/ids.js';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/shared/time/clock.js';
import { type Ground, sharedGround } from './shared-servers.js';

/** Answers of the API, as a client sees them. */
export interface Answer {
  status: number;
  headers: Headers;
  // Bodies differ by route; tests say what they expect of them.
  body: Record<string, unknown> & { code?: string; items?: Record<string, unknown>[] };
}

/** A browser of a test: keeps cookies. */
export class Agent {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const raw = typeof body === 'string';
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : {}) as Answer['body'],
    };
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }
}

/** A whole Muster on a real database and Redis that nobody else uses, with a mailbox that tests read. */
export class Desk {
  mails: ParsedMail[] = [];
  private constructor(
    readonly app: NestFastifyApplication,
    readonly origin: string,
    readonly config: Config,
    private readonly ground: Ground | undefined,
    private readonly smtp: SMTPServer,
  ) {}

  /**
   * `env` adds to the environment of the start; with DATABASE_URL and REDIS_URL in it, a second process of another desk's.
   * Limits are off the way, but where a test sets `RATE_LIMIT_SCALE`. `root` may replace parts of the application,
   * `log` what is written where.
   */
  static async start(
    env: Record<string, string> = {},
    root = (config: Config): object => AppModule.for(config),
    log?: Logger,
  ): Promise<Desk> {
    const given = env['DATABASE_URL'] && env['REDIS_URL'];
    return Desk.on(given ? undefined : await sharedGround(), env, root, log);
  }

  private static async on(
    ground: Ground | undefined,
    env: Record<string, string>,
    root: (config: Config) => object,
    log?: Logger,
  ): Promise<Desk> {
    const box: ParsedMail[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('refused') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
      onData: (stream, _session, accept) => void simpleParser(stream).then((mail) => (box.push(mail), accept())),
    });
    await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', () => resolve()));
    const { port } = smtp.server.address() as { port: number };
    const key = Buffer.alloc(32, 7).toString('base64');
    const config = new Config(
      readEnvironment({
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        ...(ground && { DATABASE_URL: ground.databaseUrl, REDIS_URL: ground.redisUrl }),
        SESSION_KEYS: key,
        ENCRYPTION_KEYS: key,
        LOG_LEVEL: 'fatal',
        RATE_LIMIT_SCALE: '100',
        ...env,
      }),
    );
    const app = await createApp(config, root(config), log);
    await app.listen(Number(env['PORT'] ?? 0), '127.0.0.1');
    const desk = new Desk(app, (await app.getUrl()).replace('[::1]', '127.0.0.1'), config, ground, smtp);
    desk.mails = box;
    return desk;
  }

  /** Moves the product's clock; the machine's stays. */
  advance(ms: number): void {
    const clock = this.app.get(Clock);
    const now = clock.now.bind(clock);
    clock.now = () => new Date(now().getTime() + ms);
  }

  agent(): Agent {
    return new Agent(this.origin);
  }

  /** A fresh organization, its admin signed in by the mailed invite's link. */
  async org(): Promise<{ admin: Agent; orgId: string; email: string }> {
    const slug = `o${newId().replaceAll('-', '').slice(8, 28)}`;
    const email = `ada@${slug}.example`;
    const { link, orgId } = await this.app
      .get(OrgSetup)
      .create({ name: 'Acme IT', slug, adminName: 'Ada Admin', adminEmail: email });
    const admin = this.agent();
    await admin.call('POST', '/api/v1/auth/link', { token: tokenIn(link) });
    return { admin, orgId, email };
  }

  /**
   * The youngest mail to an address whose subject or text has `containing`; waits for it, twenty seconds at most. With
   * `after`, the number of `mails` before it was asked for, none that is older.
   */
  async mailTo(address: string, containing = '', after = 0): Promise<ParsedMail> {
    for (let i = 0; i < 200; i++) {
      // Also where the mail is there already: a test that asks in a loop must let others arrive.
      await new Promise((resolve) => setTimeout(resolve, i === 0 ? 5 : 100));
      const found = this.mails
        .slice(after)
        .findLast(
          (mail) => JSON.stringify(mail.to).includes(address) && `${mail.subject}${mail.text}`.includes(containing),
        );
      if (found) return found;
    }
    throw new Error(`no mail to ${address}`);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await new Promise<void>((resolve) => this.smtp.close(() => resolve()));
    await this.ground?.release();
  }
}

/** The token of the link in a mail's text; empty where there is none. */
export function tokenIn(text: string | undefined): string {
  return /#token=([\w-]+)/.exec(text ?? '')?.[1] ?? '';
}

/** The code in a mail's text, as it is shown: `K7QF-2M9X`; empty where there is none. */
export function codeIn(text: string | undefined): string {
  return /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text ?? '')?.[0] ?? '';
}
