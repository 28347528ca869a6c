import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MikroORM } from '@mikro-orm/postgresql';
import type { QueryConfig } from 'pg';
import { MIGRATIONS } from './migrations/index.js';
import { Public } from './shared/access/access.decorator.js';
import { SystemOrg } from './shared/access/system-org.js';
import { RedisConnections } from './shared/queue/redis.js';
import { MIGRATIONS_TABLE } from './shared/tenancy/fence.js';
import { SECOND } from './shared/time/clock.js';

/** A connection that does not answer in time is not given back to the pool. */
const APPLIED: QueryConfig & { query_timeout: number } = {
  text: `select count(*)::int as n from ${MIGRATIONS_TABLE}`,
  query_timeout: 3 * SECOND,
};

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    private readonly orm: MikroORM,
    private readonly redis: RedisConnections,
    private readonly systemOrg: SystemOrg,
  ) {}

  @Public('a supervisor asks whether the process lives')
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  @Public('a load balancer asks whether requests can be served; it says no more than which part is away')
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const [applied, redis] = await Promise.all([this.applied(), this.redis.answers()]);
    const parts = {
      database: applied !== undefined ? 'up' : 'down',
      redis: redis ? 'up' : 'down',
      migrations: applied === undefined ? 'unknown' : applied >= MIGRATIONS.length ? 'up' : 'pending',
    };
    const ok = Object.values(parts).every((state) => state === 'up');
    void reply.status(ok ? 200 : 503);
    const warning = this.systemOrg.state === 'unknown' ? 'SYSTEM_ADMIN_ORG names no organization' : undefined;
    return { status: ok ? 'ok' : 'unavailable', ...parts, ...(warning && { warning }) };
  }

  /** How many migrations the database has; undefined where it does not say so in time. */
  private async applied(): Promise<number | undefined> {
    try {
      const pool = await this.orm.em.getConnection().getNativeClient();
      const { rows } = await pool.query<{ n: number }>(APPLIED);
      return rows[0]?.n;
    } catch {
      return undefined;
    }
  }
}
