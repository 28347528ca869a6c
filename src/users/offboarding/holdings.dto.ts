import { ApiProperty } from '@nestjs/swagger';

export class Holdings {
  @ApiProperty({ type: 'integer', description: 'Assigned, and neither resolved nor closed.' })
  openTickets!: number;

  @ApiProperty({ type: 'integer', description: 'Of these, the ones whose time is still to come or running.' })
  scheduledVisits!: number;

  @ApiProperty({
    type: [String],
    example: ['google'],
    description: 'The providers of calendars, also of one that must be connected again.',
  })
  calendars!: string[];

  @ApiProperty({ type: 'integer', description: 'Devices that are signed in.' })
  sessions!: number;

  @ApiProperty({ type: 'integer', description: 'Mailed links that would still sign in.' })
  links!: number;
}
