import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fenced, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { HoldingsService, type Member, SetupFacts } from '../../users/index.js';

const HELD = fenced(
  'calendars_held',
  `select array(select c.provider from calendar_connections c where c.org_id = fence.org and c.user_id = $2
       and c.phase in ('connected', 'reconnect_required') order by 1) as calendars,
     exists (select from calendar_feeds f where f.org_id = fence.org and f.user_id = $2) as feed`,
);

/** Tells those who must not know of calendars whether somebody has one: the setup guide, and offboarding. */
@Injectable()
export class CalendarFacts implements OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly setup: SetupFacts,
    private readonly holdings: HoldingsService,
  ) {}

  onModuleInit(): void {
    this.setup.tell('calendar', async (person) => {
      const { calendars, feed } = await this.of(person);
      return calendars.length > 0 || feed;
    });
    this.holdings.tell(async (person) => ({ calendars: (await this.of(person)).calendars }));
  }

  private async of({ orgId, userId }: Member): Promise<{ calendars: string[]; feed: boolean }> {
    const [row] = await this.db.read<{ calendars: string[]; feed: boolean }>(orgId, HELD, [userId]);
    return row ?? { calendars: [], feed: false };
  }
}
