import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/access/actor.js';
import { fenced, isoTime, TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { CalendarProviders } from '../providers/calendar-providers.js';
import type { ProviderErrorCode } from '../providers/provider-error.js';
import type { ConnectionPhase } from './calendar-connection.entity.js';
import type { CalendarView } from './calendars.dto.js';
import { errorWords } from './error-words.js';

interface Row {
  provider: CalendarProviderName;
  phase: ConnectionPhase;
  account_email: string | null;
  last_synced_at: string | null;
  error: ProviderErrorCode | null;
  drifts: number;
  drifted_at: string | null;
  pending: string;
  refused: ProviderErrorCode | null;
}

const MINE = fenced(
  'calendars_of_user',
  `select distinct on (c.provider) c.provider, c.phase, c.account_email, c.last_synced_at, c.error, c.drifts, c.drifted_at,
     (select count(*) from calendar_events e where e.connection_id = c.id and c.phase <> 'disconnected'
        and (e.asked > e.done or (c.phase = 'disconnecting' and e.phase <> 'absent' and (e.ends_at is null or e.ends_at > $3)))) as pending,
     (select e.error from calendar_events e where e.connection_id = c.id and e.error is not null order by e.updated_at desc limit 1) as refused
   from calendar_connections c where c.org_id = fence.org and c.user_id = $2
   order by c.provider, c.phase in ('connected', 'reconnect_required') desc, c.updated_at desc`,
);

/** A person's own calendars, one for each configured provider, with how each is doing. */
@Injectable()
export class ConnectionList {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly providers: CalendarProviders,
  ) {}

  async of(actor: Actor): Promise<CalendarView[]> {
    const rows = await this.db.read<Row>(actor.orgId, MINE, [actor.userId, this.clock.now()]);
    return this.providers.configured().map((provider) =>
      this.view(
        provider,
        rows.find((row) => row.provider === provider),
      ),
    );
  }

  private view(provider: CalendarProviderName, row: Row | undefined): CalendarView {
    const off = !row || row.phase === 'disconnected' || row.phase === 'disconnecting';
    const errorCode = off ? null : (row.error ?? row.refused);
    return {
      provider,
      status: off ? 'disconnected' : row.phase === 'connected' ? 'connected' : 'reconnect_required',
      accountEmail: off ? null : row.account_email,
      lastSyncedAt: row ? isoTime(row.last_synced_at) : null,
      pending: Number(row?.pending ?? 0),
      error: errorCode && errorWords(provider, errorCode),
      errorCode,
      corrected: off ? 0 : row.drifts,
      correctedAt: off ? null : isoTime(row.drifted_at),
    };
  }
}
