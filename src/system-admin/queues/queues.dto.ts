import { ApiProperty } from '@nestjs/swagger';
import { IsOneOf } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';
import { QUEUES, type QueueName } from '../../shared/queue/job.js';
import { OrgOfEntry } from '../audit/system-audit.dto.js';

export const FAILURE_STATES = ['retrying', 'abandoned'] as const;
export type FailureState = (typeof FAILURE_STATES)[number];

export class FailuresQuery extends PageQuery {
  @IsOneOf(QUEUES, { optional: true })
  queue?: QueueName;

  @IsOneOf(FAILURE_STATES, { optional: true })
  state?: FailureState;
}

export class QueueView {
  @ApiProperty({
    enum: [...QUEUES],
    nullable: true,
    description: 'Null for the jobs that this version does not know, where there are any.',
  })
  name!: QueueName | null;

  @ApiProperty({ type: 'integer', description: 'Promised and not done yet, what is running or retrying included.' })
  backlog!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when the oldest waits.' })
  oldestAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Being worked on; null while Redis does not answer.' })
  running!: number | null;

  @ApiProperty({ type: 'integer', description: 'Failed at least once, and tried again by itself.' })
  retrying!: number;

  @ApiProperty({ type: 'integer', description: 'Waits until its organization is active again.' })
  parked!: number;

  @ApiProperty({ type: 'integer', description: 'Given up within the last seven days.' })
  abandoned!: number;
}
Object.defineProperty(QueueView, 'name', { value: 'JobQueue' });

export class QueuePage extends pageOf(QueueView) {}

export class FailureView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: [...QUEUES], nullable: true, description: 'Null for a job that this version does not know.' })
  queue!: QueueName | null;

  @ApiProperty({ type: String, example: 'mail.deliver' })
  job!: string;

  @ApiProperty({ type: OrgOfEntry })
  org!: OrgOfEntry;

  @ApiProperty({ enum: [...FAILURE_STATES] })
  state!: FailureState;

  @ApiProperty({ type: String, description: 'What the last try met.' })
  error!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was given up.' })
  abandonedAt!: string | null;
}
Object.defineProperty(FailureView, 'name', { value: 'FailedJob' });

export class FailurePage extends pageOf(FailureView) {}
