import { Injectable } from '@nestjs/common';
import { TicketSchedule } from '../../desk/index.js';
import { Config } from '../../shared/config/config.js';
import { Sealer } from '../../shared/crypto/sealer.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { CalendarProviders } from '../providers/calendar-providers.js';
import { ConnectionTokens } from '../providers/connection-tokens.js';
import type { LeasedConnection } from './connection-lease.js';
import { ConnectionStore } from './connection-store.js';
import { Reconciler } from './reconciler.js';
import { SealedTokens } from './sealed-tokens.js';

/** One worker at one calendar, for as long as its lease holds. */
export interface SyncRun {
  orgId: OrgId;
  connectionId: string;
  lease: LeasedConnection;
  store: ConnectionStore;
  tokens: SealedTokens;
  reconciler: Reconciler;
}

/** Puts together what a worker needs for the calendar that it was given. */
@Injectable()
export class SyncRuns {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly sealer: Sealer,
    private readonly schedule: TicketSchedule,
    private readonly providers: CalendarProviders,
  ) {}

  open(orgId: OrgId, connectionId: string, lease: LeasedConnection): SyncRun {
    const { db, clock, schedule, sealer } = this;
    const ticketsUrl = `${this.config.appUrl}/tickets`;
    const store = new ConnectionStore({ db, schedule, clock, ticketsUrl }, orgId, connectionId, lease.leaseId);
    const tokens = new SealedTokens(db, sealer, store, orgId, connectionId);
    const source = new ConnectionTokens(lease.provider, tokens, this.providers.oauth(lease.provider), clock);
    const provider = this.providers.open(lease.provider, source);
    return { orgId, connectionId, lease, store, tokens, reconciler: new Reconciler(store, provider, clock) };
  }
}
