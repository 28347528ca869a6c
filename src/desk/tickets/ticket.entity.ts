import { defineEntity, p } from '@mikro-orm/core';
import type { OrgId, UserId } from '../../shared/ids/ids.js';

export const TICKET_STATUSES = ['open', 'in_progress', 'waiting', 'resolved', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

const TicketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'tickets',
  properties: {
    id: p.uuid().primary(),
    orgId: p.uuid().$type<OrgId>(),
    /** Counts up per organization: see `nextNumber`. */
    number: p.integer(),
    subject: p.text(),
    /** What searches look in: see `searchKey`. */
    subjectKey: p.text(),
    description: p.text().nullable(),
    status: p.text().$type<TicketStatus>(),
    priority: p.text().$type<TicketPriority>(),
    clientId: p.uuid().nullable(),
    assigneeId: p.uuid().$type<UserId>().nullable(),
    scheduledStart: p.datetime().nullable(),
    scheduledEnd: p.datetime().nullable(),
    allDay: p.boolean().default(false),
    createdBy: p.uuid().$type<UserId>().nullable(),
    version: p.integer().default(1),
    changedIn: p.json().$type<Record<string, number>>().default('{}'),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A piece of work: for a client, by somebody, at some time. */
export class Ticket extends TicketSchema.class {}
TicketSchema.setClass(Ticket);
