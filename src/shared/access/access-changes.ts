import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Client, Pool } from 'pg';
import { Config } from '../config/config.js';
import { newId } from '../ids/ids.js';
import { listeningClient } from '../tenancy/listening-client.js';

export type AccessChange = { kind: 'user' | 'session' | 'org'; id: string } | { kind: 'everything' };

const CHANNEL = 'muster_access';
/** What the listening connections are called, so that a process finds them all. */
const LISTENER = 'muster access changes';
const ASK = {
  name: 'access_ask',
  text: `select pg_notify('${CHANNEL}', 'ask:' || $1), array(select pid::text from pg_stat_activity
           where application_name = '${LISTENER}' and datname = current_database()) as listeners`,
};

/**
 * Tells this process what changed of who may do what, on any process: triggers send a notice with each commit that
 * touches a user, a session or an organization, so no writer can go round it. While the listening connection is down
 * `listening` is false and nothing may be remembered (fails closed).
 */
@Injectable()
export class AccessChanges implements OnModuleInit, OnApplicationShutdown {
  listening = false;
  /** How long a change waits for the answers of all processes, milliseconds. */
  patience = 250;
  private readonly logger = new Logger(AccessChanges.name);
  private readonly listeners: ((change: AccessChange) => void)[] = [];
  private readonly questions = new Map<string, (listener: string) => void>();
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;
  private away = false;

  constructor(private readonly config: Config) {}

  onChange(listener: (change: AccessChange) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Resolves when every process has heard of everything that was committed before the call, as each says itself: the
   * very next request anywhere meets the new state. PostgreSQL alone does not promise that, as it wakes listeners one by
   * one. A process that does not answer within a quarter of a second is waited for no longer; what it remembers then
   * ends by its short time to live.
   */
  async settled(pool: Pool): Promise<void> {
    if (!this.listening) return;
    const question = newId();
    const answered = new Set<string>();
    let asked: string[] | undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.patience);
      const look = () => {
        if (!asked?.every((listener) => answered.has(listener))) return;
        clearTimeout(timer);
        resolve();
      };
      this.questions.set(question, (listener) => {
        answered.add(listener);
        look();
      });
      pool.query<{ listeners: string[] }>({ ...ASK, values: [question] }).then(
        ({ rows }) => {
          asked = rows[0]?.listeners ?? [];
          look();
        },
        () => {
          asked = [];
          look();
        },
      );
    });
    this.questions.delete(question);
  }

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = listeningClient(this.config.databaseUrl);
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    client.on('error', (error) => this.lost(error));
    client.on('end', () => this.lost(new Error('connection ended')));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}; set application_name = '${LISTENER}'`);
      this.tell({ kind: 'everything' });
      this.listening = true;
      this.away = false;
    } catch (error) {
      this.lost(error as Error);
    }
  }

  private hear(payload: string): void {
    const [kind, id = '', listener = ''] = payload.split(':');
    if (kind === 'ask') this.answer(id);
    else if (kind === 'heard') this.questions.get(id)?.(listener);
    else if (kind === 'user' || kind === 'session' || kind === 'org') this.tell({ kind, id });
  }

  /** Notices come in their order, so what was committed before the question is forgotten already. */
  private answer(question: string): void {
    const answer = `select pg_notify('${CHANNEL}', 'heard:' || $1 || ':' || pg_backend_pid())`;
    this.client?.query(answer, [question]).catch(() => undefined);
  }

  private tell(change: AccessChange): void {
    for (const listener of this.listeners) listener(change);
  }

  private lost(error: Error): void {
    if (this.stopped || this.retry) return;
    this.listening = false;
    this.tell({ kind: 'everything' });
    if (!this.away) this.logger.warn(`not listening for access changes: ${error.message}`);
    this.away = true;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.connect();
    }, 500);
  }
}
