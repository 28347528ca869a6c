import { Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { CalendarFacts } from './connections/calendar-facts.js';
import { CalendarRemoval } from './connections/calendar-removal.js';
import { CalendarsController } from './connections/calendars.controller.js';
import { ConnectionEnding } from './connections/connection-ending.js';
import { ConnectionList } from './connections/connection-list.js';
import { ConnectionsService } from './connections/connections.service.js';
import { TicketCalendars } from './connections/ticket-calendars.js';
import { GrantFlows } from './connections/grant-flows.js';
import { GrantsController } from './connections/grants.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedsService } from './feed/feeds.service.js';
import { CalendarProviders } from './providers/calendar-providers.js';
import { CalendarPoller } from './sync/calendar-poller.js';
import { CalendarProcessor } from './sync/calendar.processor.js';
import { ConnectionLease } from './sync/connection-lease.js';
import { SyncRequests } from './sync/sync-requests.js';
import { SyncRuns } from './sync/sync-runs.js';
import { CalendarTriggers } from './sync/triggers.js';

@Module({
  imports: [UsersModule],
  controllers: [CalendarsController, GrantsController, FeedController],
  providers: [
    CalendarFacts,
    CalendarProviders,
    ConnectionList,
    ConnectionsService,
    GrantFlows,
    ConnectionEnding,
    CalendarRemoval,
    TicketCalendars,
    FeedsService,
    SyncRequests,
    SyncRuns,
    ConnectionLease,
    CalendarProcessor,
    CalendarPoller,
    CalendarTriggers,
  ],
  exports: [CalendarRemoval],
})
export class CalendarModule {}
