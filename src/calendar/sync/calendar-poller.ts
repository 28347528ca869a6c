import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../shared/config/config.js';
import { Outbox } from '../../shared/events/outbox.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, SECOND } from '../../shared/time/clock.js';
import { workCalendar } from '../calendar.jobs.js';
import { LOOK_AGAIN } from './sync-requests.js';

const EVERY = SECOND;
const MOST = 100;

/** Asks for work whose time has come: after a provider's outage, for the sweep of the night, where a worker died. */
@Injectable()
export class CalendarPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CalendarPoller.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.tick();
  }

  /** Before the queues close: what it would ask for now waits in the rows. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  async poll(): Promise<void> {
    const due = await this.db.lookup<{ id: string; org_id: OrgId }>('calendar_due', [
      this.clock.now(),
      this.clock.in(LOOK_AGAIN),
      MOST,
    ]);
    for (const { id, org_id: orgId } of due) {
      await this.db.write(orgId, async (em) => {
        // Its job may wait in the outbox for Redis; a second one would not be quicker.
        const [waiting] = await em.execute<unknown[]>(
          `select id from outbox where finished_at is null and dispatched_at is null and job = ? and payload ->> 'connectionId' = ? limit 1`,
          [workCalendar.name, id],
        );
        if (!waiting) this.outbox.add(em, workCalendar, { connectionId: id });
      });
    }
  }

  private tick(): void {
    this.timer = setTimeout(() => {
      this.running = this.poll()
        .catch((error: Error) => this.logger.warn(`calendars wait: ${error.message}`))
        .finally(() => {
          if (!this.stopped) this.tick();
        });
    }, EVERY);
  }
}
