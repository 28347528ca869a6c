import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsFlag, IsId, IsOneOf, IsText } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';
import { IsMoment, IsQueryFlag, IsSomeOf, IsWhole } from '../../shared/http/value-fields.js';
import { ClientRef } from '../client-ref.dto.js';
import { PersonView } from '../person.dto.js';
import { IsVersion } from '../version.dto.js';
import { TICKET_PRIORITIES, TICKET_STATUSES, type TicketPriority, type TicketStatus } from './ticket.entity.js';

const SUBJECT = { max: 200, example: 'The printer on the second floor jams' };
const DESCRIPTION = { max: 20_000, multiline: true, optional: true, nullable: true };
const START =
  'With its offset, or without and then in the organization’s time zone. Null clears end and allDay as well.';
const END =
  'After the start, 31 days at most. Without one the ticket lasts 60 minutes, or its day. A date is the last day.';

export class TicketsQuery extends OmitType(PageQuery, ['limit'] as const) {
  @IsWhole({ min: 1, max: 200, optional: true, description: '50, or all of it for a range of the schedule.' })
  limit?: number;

  @IsText({ max: 100, min: 0, optional: true, description: 'Part of a subject or of the client’s name, or a number.' })
  search?: string;

  @IsSomeOf(TICKET_STATUSES)
  status?: TicketStatus[];

  @IsSomeOf(TICKET_PRIORITIES)
  priority?: TicketPriority[];

  @IsId({ optional: true })
  clientId?: string;

  @IsId({ optional: true })
  assigneeId?: string;

  @IsQueryFlag({ description: 'true: only tickets that nobody has; false: only those that somebody has.' })
  unassigned?: boolean;

  @IsMoment({
    optional: true,
    description:
      'Tickets that are scheduled and end after it, in the order of their start. With `from` and `to`, a range of the ' +
      'schedule: all of it (2,000 at most) unless there is a limit.',
  })
  from?: string;

  @IsMoment({ optional: true, description: 'Tickets that start before it; a date is the last day.' })
  to?: string;
}

/** What a ticket may be told when it is made and later alike. */
class TicketFields {
  @IsText(DESCRIPTION)
  description?: string | null;

  @IsOneOf(TICKET_STATUSES, { optional: true })
  status?: TicketStatus;

  @IsOneOf(TICKET_PRIORITIES, { optional: true })
  priority?: TicketPriority;

  @IsId({ optional: true, nullable: true })
  clientId?: string | null;

  @IsId({ optional: true, nullable: true })
  assigneeId?: string | null;

  @IsMoment({ optional: true, nullable: true, description: START })
  scheduledStart?: string | null;

  @IsMoment({ optional: true, nullable: true, description: END })
  scheduledEnd?: string | null;

  @IsFlag({ optional: true })
  allDay?: boolean;
}

export class CreateTicket extends TicketFields {
  @IsText(SUBJECT)
  subject!: string;
}

export class UpdateTicket extends TicketFields {
  @IsText({ ...SUBJECT, optional: true })
  subject?: string;

  @IsVersion()
  version?: number;
}

export class TicketView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ type: String })
  subject!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({ enum: [...TICKET_STATUSES] })
  status!: TicketStatus;

  @ApiProperty({ enum: [...TICKET_PRIORITIES] })
  priority!: TicketPriority;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  clientId!: string | null;

  @ApiProperty({ type: ClientRef, nullable: true })
  client!: ClientRef | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  assigneeId!: string | null;

  @ApiProperty({ type: PersonView, nullable: true })
  assignee!: PersonView | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  scheduledStart!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  scheduledEnd!: string | null;

  @ApiProperty({ type: Boolean })
  allDay!: boolean;

  @ApiProperty({ type: PersonView, nullable: true, description: 'Who made it; null where the platform did.' })
  createdBy!: PersonView | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
Object.defineProperty(TicketView, 'name', { value: 'Ticket' });

export class TicketPage extends pageOf(TicketView) {}

export class HandOver {
  @IsId()
  fromUserId!: string;

  @IsId({ nullable: true })
  toUserId!: string | null;
}

export class HandOverResult {
  @ApiProperty({ type: 'integer' })
  handedOver!: number;
}
