import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../../shared/http/fields.js';

export class DeleteOrg {
  @IsText({ max: 62, description: 'The slug of the organization, typed by the person who wants it gone.' })
  confirmSlug!: string;
}

export class DeletionStepView {
  @ApiProperty({
    type: String,
    description: 'A table, or what an organization has outside of the tables.',
    example: 'tickets',
  })
  name!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'How many there were; null where that cannot be said before.',
  })
  expected!: number | null;

  @ApiProperty({ type: 'integer', description: 'How many are gone.' })
  done!: number;

  @ApiProperty({ enum: ['waiting', 'running', 'done'] })
  state!: 'waiting' | 'running' | 'done';

  @ApiProperty({ type: String, nullable: true, description: 'What the last try met; it is tried again.' })
  error!: string | null;
}
Object.defineProperty(DeletionStepView, 'name', { value: 'DeletionStep' });

export class DeletionActor {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;
}

export class DeletionView {
  @ApiProperty({ format: 'uuid' })
  orgId!: string;

  @ApiProperty({ type: String })
  orgName!: string;

  @ApiProperty({ enum: ['preview', 'running', 'done'], description: '`preview`: nothing has been asked for yet.' })
  state!: 'preview' | 'running' | 'done';

  @ApiProperty({ type: DeletionActor, nullable: true })
  requestedBy!: DeletionActor | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  requestedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({ type: [DeletionStepView] })
  steps!: DeletionStepView[];
}
Object.defineProperty(DeletionView, 'name', { value: 'OrgDeletion' });
