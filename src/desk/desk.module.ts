import { Global, Module } from '@nestjs/common';
import { UsersModule } from '../users/index.js';
import { ClientList } from './clients/client-list.js';
import { ClientsController } from './clients/clients.controller.js';
import { ClientsService } from './clients/clients.service.js';
import { DeskDemo } from './demo/desk-demo.js';
import { ExpensesController } from './money/expenses.controller.js';
import { MoneyList } from './money/money-list.js';
import { MoneyService } from './money/money.service.js';
import { RevenueController } from './money/revenue.controller.js';
import { QuoteList } from './quotes/quote-list.js';
import { QuotesController } from './quotes/quotes.controller.js';
import { QuotesService } from './quotes/quotes.service.js';
import { TicketSchedule } from './ticket-schedule.js';
import { CommentsController } from './tickets/comments.controller.js';
import { CommentsService } from './tickets/comments.service.js';
import { TicketHandOver } from './tickets/hand-over.service.js';
import { TicketList } from './tickets/ticket-list.js';
import { TicketScheduleReader } from './tickets/ticket-schedule.reader.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TicketsService } from './tickets/tickets.service.js';

/** Global for `TicketSchedule` alone: whoever follows the schedule asks for it by its type. */
@Global()
@Module({
  imports: [UsersModule],
  controllers: [
    ClientsController,
    CommentsController,
    ExpensesController,
    QuotesController,
    RevenueController,
    TicketsController,
  ],
  providers: [
    ClientList,
    ClientsService,
    CommentsService,
    DeskDemo,
    MoneyList,
    MoneyService,
    QuoteList,
    QuotesService,
    TicketHandOver,
    TicketList,
    TicketsService,
    { provide: TicketSchedule, useClass: TicketScheduleReader },
  ],
  exports: [TicketSchedule],
})
export class DeskModule {}
