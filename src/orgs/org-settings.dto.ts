import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../shared/http/fields.js';
import { IsCurrency, IsTimeZone } from '../shared/http/value-fields.js';
import { PLANS, type Plan } from './org.entity.js';

export class UpdateOrgSettings {
  @IsText({ max: 120, optional: true })
  name?: string;

  @IsTimeZone({ optional: true })
  timeZone?: string;

  @IsCurrency({ optional: true })
  currency?: string;
}

export class OrgSettings {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  slug!: string;

  @ApiProperty({ enum: [...PLANS] })
  plan!: Plan;

  @ApiProperty({ type: String, example: 'Europe/Berlin' })
  timeZone!: string;

  @ApiProperty({ type: String, example: 'EUR' })
  currency!: string;
}
