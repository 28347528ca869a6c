import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId } from '../../shared/ids/ids.js';
import type { KnownEvent } from './plan-sync.js';

const CalendarEventSchema = defineEntity({
  name: 'CalendarEvent',
  tableName: 'calendar_events',
  properties: {
    connectionId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    phase: p.text().$type<KnownEvent['phase']>().default('absent'),
    generation: p.integer().default(1),
    externalId: p.text().nullable(),
    etag: p.text().nullable(),
    hash: p.text().nullable(),
    endsAt: p.datetime().nullable(),
    /** Sync was asked for this often, and has seen to it up to `done`. */
    asked: p.bigint().$type<number>().default(0),
    done: p.bigint().$type<number>().default(0),
    /** Why the provider refused it, as a `ProviderErrorCode`; waits for the next change or sweep. */
    error: p.text().nullable(),
    writtenAt: p.datetime().nullable(),
    updatedAt: p.datetime(),
  },
});

/** What is known of a ticket's event in one calendar. Outlives the ticket until the event is gone. */
export class CalendarEvent extends CalendarEventSchema.class {}
CalendarEventSchema.setClass(CalendarEvent);
