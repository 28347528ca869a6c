import { defineJob } from '../shared/queue/job.js';

/** Subject, description, client, schedule, assignee or status of a ticket is another one, or the ticket is new or deleted. */
export const ticketChanged = defineJob('events', 'ticket.changed', 'ticketId');

/** A client's name is another one: it stands in the events of its tickets. */
export const clientRenamed = defineJob('events', 'client.renamed', 'clientId');
