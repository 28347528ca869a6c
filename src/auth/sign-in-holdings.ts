import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fenced, TenantDb } from '../shared/tenancy/tenant-db.js';
import { Clock } from '../shared/time/clock.js';
import { HoldingsService } from '../users/index.js';
import { aliveSession, SESSION_ABSOLUTE, SESSION_IDLE } from './sessions/live-sessions.js';

const HELD = fenced(
  'sign_in_held',
  `select
     (select count(*)::integer from sessions s where s.org_id = u.org_id and s.user_id = u.id
        and ${aliveSession('$4', '$5')}) as sessions,
     (select count(*)::integer from links k where k.org_id = u.org_id and k.user_id = u.id and k.consumed_at is null
        and k.replaced_at is null and k.epoch = u.access_epoch and k.expires_at > $3 and k.purpose <> 'confirm') as links
   from users u where u.org_id = fence.org and u.id = $2`,
);

/** Tells of somebody's ways in that are open: sessions, and links that were mailed and not used. */
@Injectable()
export class SignInHoldings implements OnModuleInit {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly holdings: HoldingsService,
  ) {}

  onModuleInit(): void {
    this.holdings.tell(async ({ orgId, userId }) => {
      const times = [this.clock.now(), this.clock.in(-SESSION_IDLE), this.clock.in(-SESSION_ABSOLUTE)];
      const [row] = await this.db.read<{ sessions: number; links: number }>(orgId, HELD, [userId, ...times]);
      return { ...row };
    });
  }
}
