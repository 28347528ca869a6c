import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsId, IsText } from '../shared/http/fields.js';
import { PageQuery, pageOf } from '../shared/http/page.js';

export class AuditQuery extends PageQuery {
  @IsText({ max: 80, optional: true, description: 'One action, such as user.invited, or a group of them: user.' })
  action?: string;

  @IsId({ optional: true })
  actorId?: string;

  @IsId({ optional: true })
  targetId?: string;
}

export class AuditActor {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

export class AuditTargetView {
  @ApiProperty({ type: String })
  type!: string;

  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

export class AuditEntryView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'user.invited' })
  action!: string;

  @ApiProperty({ type: AuditActor, nullable: true })
  actor!: AuditActor | null;

  @ApiProperty({ type: AuditTargetView, nullable: true })
  target!: AuditTargetView | null;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  requestId!: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  details!: Record<string, unknown>;
}

export class AuditEntryPage extends pageOf(AuditEntryView) {}
