import { Global, Injectable, Module } from '@nestjs/common';
import { type ScheduledTicket, TicketSchedule } from './ticket-schedule.js';

/** For as long as there are no tickets: nothing is scheduled. Goes away with DeskModule, which provides the real one. */
@Injectable()
class NoSchedule extends TicketSchedule {
  tickets(): Promise<Map<string, ScheduledTicket>> {
    return Promise.resolve(new Map());
  }

  scheduledFor(): Promise<string[]> {
    return Promise.resolve([]);
  }

  scheduledOf(): Promise<string[]> {
    return Promise.resolve([]);
  }
}

@Global()
@Module({ providers: [{ provide: TicketSchedule, useClass: NoSchedule }], exports: [TicketSchedule] })
export class NoScheduleModule {}
