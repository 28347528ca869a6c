import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '../../shared/http/page.js';
import { CALENDAR_PROVIDERS, type CalendarProviderName } from '../providers/calendar-provider.js';

export const CALENDAR_STATUSES = ['disconnected', 'connected', 'reconnect_required'] as const;
export type CalendarStatus = (typeof CALENDAR_STATUSES)[number];

export class CalendarView {
  @ApiProperty({ enum: [...CALENDAR_PROVIDERS] })
  provider!: CalendarProviderName;

  @ApiProperty({ enum: [...CALENDAR_STATUSES] })
  status!: CalendarStatus;

  @ApiProperty({ type: String, nullable: true })
  accountEmail!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSyncedAt!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many events are still to be written or removed.' })
  pending!: number;

  @ApiProperty({ type: String, nullable: true, description: 'What went wrong last and what helps, in plain words.' })
  error!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The same as a stable code.' })
  errorCode!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many events were changed by hand in the calendar and put right.' })
  corrected!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  correctedAt!: string | null;
}
Object.defineProperty(CalendarView, 'name', { value: 'Calendar' });

export class CalendarPage extends pageOf(CalendarView) {}

export class FeedView {
  @ApiProperty({ type: String, nullable: true, description: 'Shown once, when it is made: only its hash is kept.' })
  url!: string | null;

  @ApiProperty({ type: Boolean })
  exists!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  createdAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastReadAt!: string | null;
}
Object.defineProperty(FeedView, 'name', { value: 'CalendarFeed' });

export const TICKET_CALENDAR_STATES = ['in_calendar', 'pending', 'not_in_calendar', 'failed'] as const;

export class TicketCalendarView {
  @ApiProperty({ enum: [...CALENDAR_PROVIDERS] })
  provider!: CalendarProviderName;

  @ApiProperty({ enum: [...TICKET_CALENDAR_STATES] })
  state!: (typeof TICKET_CALENDAR_STATES)[number];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it is not there: not_scheduled, not_assigned, not_assignable, resolved, over, not_connected, reconnect_required, or a code of the provider.',
  })
  why!: string | null;
}
Object.defineProperty(TicketCalendarView, 'name', { value: 'TicketCalendar' });

export class TicketCalendarPage extends pageOf(TicketCalendarView) {}
