export { Client } from './clients/client.entity.js';
export { clientRenamed, ticketChanged } from './desk.events.js';
export { DeskDemo } from './demo/desk-demo.js';
export { DeskModule } from './desk.module.js';
export { MoneyEntry } from './money/money-entry.entity.js';
export { Quote } from './quotes/quote.entity.js';
export { Comment } from './tickets/comment.entity.js';
export { Ticket } from './tickets/ticket.entity.js';
export { TicketSchedule, type ScheduledTicket } from './ticket-schedule.js';
