export { clientRenamed, ticketChanged } from './desk.events.js';
export { NoScheduleModule } from './no-schedule.module.js';
export { TicketSchedule, type ScheduledTicket } from './ticket-schedule.js';
