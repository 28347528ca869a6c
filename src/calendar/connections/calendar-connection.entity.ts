import { defineEntity, p } from '@mikro-orm/core';
import type { Sealed } from '../../shared/crypto/secrets.js';
import type { OrgId, UserId } from '../../shared/ids/ids.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';

/**
 * - `disconnecting`: the person wants no more of it; our events are being taken out, then the grant is revoked;
 * - `reconnect_required`: the provider says that the grant is dead; only the person can mend it.
 */
export type ConnectionPhase = 'connected' | 'disconnecting' | 'reconnect_required' | 'disconnected';

const CalendarConnectionSchema = defineEntity({
  name: 'CalendarConnection',
  tableName: 'calendar_connections',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    userId: p.uuid().$type<UserId>(),
    provider: p.text().$type<CalendarProviderName>(),
    /** The provider's own name for the account: Google `sub`, Microsoft `tid:oid`. */
    accountKey: p.text(),
    accountEmail: p.text().nullable(),
    phase: p.text().$type<ConnectionPhase>(),
    /** Sealed with the connection's id; null once erased. */
    refreshToken: p.text().$type<Sealed>().nullable(),
    accessToken: p.text().$type<Sealed>().nullable(),
    accessExpiresAt: p.datetime().nullable(),
    /** Counts what was asked of this calendar: work that began at an older count is not finished. */
    askedSeq: p.bigint().$type<number>().default(0),
    /** When its work is to be looked at; null: nothing to do. */
    workDueAt: p.datetime().nullable(),
    /** When the whole calendar is to be looked at next. */
    sweepAt: p.datetime().nullable(),
    /** Failed attempts in a row, and since when. */
    failures: p.integer().default(0),
    failingSince: p.datetime().nullable(),
    /** What went wrong last, as a `ProviderErrorCode`; null when the last work went well. */
    error: p.text().nullable(),
    lastSyncedAt: p.datetime().nullable(),
    /** How many events were changed by hand in the calendar and put right, and when last. */
    drifts: p.integer().default(0),
    driftedAt: p.datetime().nullable(),
    /** Who works on it now, see `ConnectionLease`. */
    leaseId: p.uuid().nullable(),
    leaseUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A person's account at Google or Microsoft, whose calendar their tickets go into. */
export class CalendarConnection extends CalendarConnectionSchema.class {}
CalendarConnectionSchema.setClass(CalendarConnection);
