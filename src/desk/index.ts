export { clientRenamed, ticketChanged } from './desk.events.js';
export { TicketSchedule, type ScheduledTicket } from './ticket-schedule.js';
