import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Client, type Pool } from 'pg';
import { Config } from '../config/config.js';
import { newId } from '../ids/ids.js';
import { connectionOptions } from '../tenancy/orm-options.js';
import { TENANT_ROLE } from '../tenancy/fence.js';

export type AccessChange = { kind: 'user' | 'session' | 'org'; id: string } | { kind: 'everything' };

const CHANNEL = 'muster_access';
const ECHO_WAIT = 250;

/**
 * Tells this process what changed of who may do what, on any process: triggers send a notice with each commit that
 * touches a user, a session or an organization, so no writer can go round it. While the listening connection is down
 * `listening` is false and nothing may be remembered (fails closed).
 */
@Injectable()
export class AccessChanges implements OnModuleInit, OnApplicationShutdown {
  listening = false;
  private readonly logger = new Logger(AccessChanges.name);
  private readonly listeners: ((change: AccessChange) => void)[] = [];
  private readonly echoes = new Map<string, () => void>();
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly config: Config) {}

  onChange(listener: (change: AccessChange) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Resolves when this process has heard of everything that was committed before the call. PostgreSQL wakes all
   * listeners of a commit together, so the other processes have too: the very next request anywhere meets the new
   * state. Gives up waiting after a quarter of a second; what is remembered then ends by its short time to live.
   */
  async settled(pool: Pool): Promise<void> {
    if (!this.listening) return;
    const nonce = newId();
    await new Promise<void>((resolve) => {
      const heard = () => {
        clearTimeout(timer);
        this.echoes.delete(nonce);
        resolve();
      };
      const timer = setTimeout(heard, ECHO_WAIT);
      this.echoes.set(nonce, heard);
      pool
        .query({ name: 'access_echo', text: `select pg_notify('${CHANNEL}', $1)`, values: [`echo:${nonce}`] })
        .then(undefined, () => {
          heard();
        });
    });
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
    const client = new Client({
      connectionString: this.config.databaseUrl,
      options: connectionOptions(TENANT_ROLE),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    client.on('error', (error) => this.lost(error));
    client.on('end', () => this.lost(new Error('connection ended')));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.tell({ kind: 'everything' });
      this.listening = true;
    } catch (error) {
      this.lost(error as Error);
    }
  }

  private hear(payload: string): void {
    const [kind, id = ''] = payload.split(':');
    if (kind === 'echo') this.echoes.get(id)?.();
    else if (kind === 'user' || kind === 'session' || kind === 'org') this.tell({ kind, id });
  }

  private tell(change: AccessChange): void {
    for (const listener of this.listeners) listener(change);
  }

  private lost(error: Error): void {
    if (this.stopped || this.retry) return;
    this.listening = false;
    this.tell({ kind: 'everything' });
    this.logger.warn(`not listening for access changes: ${error.message}`);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.connect();
    }, 500);
  }
}
