import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config.js';

/** How long a request waits for Redis before it goes on without it. */
const PATIENCE = 1_000;

/** The connections to Redis: one for commands, and what Bull asks for. Redis being away is normal, and said once. */
@Injectable()
export class RedisConnections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RedisConnections.name);
  private readonly opened: Redis[] = [];
  private shared: Redis | undefined;
  private away = false;

  constructor(private readonly config: Config) {}

  /** For commands of requests: fails at once while Redis is away, never queues. */
  get commands(): Redis {
    if (!this.shared) {
      this.shared = this.open({ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: PATIENCE });
      this.shared.on('ready', () => (this.away = false));
      this.shared.on('error', (error) => {
        if (!this.away) this.logger.warn(`Redis does not answer: ${error.message}`);
        this.away = true;
      });
    }
    return this.shared;
  }

  create(type: 'client' | 'subscriber' | 'bclient'): Redis {
    return this.open(
      type === 'client' ? { maxRetriesPerRequest: null } : { maxRetriesPerRequest: null, enableReadyCheck: false },
    );
  }

  async answers(): Promise<boolean> {
    if (this.commands.status === 'connecting' || this.commands.status === 'connect') {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        this.commands.once('ready', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return this.commands.ping().then(
      () => true,
      () => false,
    );
  }

  /** Anything but `noeviction` may throw promised work away: said loudly, once. */
  async onApplicationBootstrap(): Promise<void> {
    if (!(await this.answers())) return;
    const policy = await this.commands.config('GET', 'maxmemory-policy').catch(() => undefined);
    const value = Array.isArray(policy) ? String(policy[1]) : undefined;
    if (value && value !== 'noeviction') {
      this.logger.error(`Redis has maxmemory-policy ${value}: it may throw away promised work. Set it to noeviction.`);
    }
  }

  onApplicationShutdown(): void {
    for (const client of this.opened) client.disconnect();
  }

  private open(options: object): Redis {
    const client = new Redis(this.config.redisUrl, {
      retryStrategy: (tries) => Math.min(50 * tries, 1_000),
      ...options,
    });
    client.on('error', () => undefined);
    this.opened.push(client);
    return client;
  }
}
