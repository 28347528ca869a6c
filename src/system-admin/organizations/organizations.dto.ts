import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { PLANS, type Plan, SLUG } from '../../orgs/index.js';
import { IsEmailAddress, IsOneOf, IsText } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';

export const ORG_STATUSES = ['active', 'suspended', 'deleting'] as const;
export type OrgStatus = (typeof ORG_STATUSES)[number];

function IsSlug(): PropertyDecorator {
  return applyDecorators(
    IsText({ max: 62, example: 'acme-it', description: 'Lower-case letters, digits and hyphens between them.' }),
    Matches(SLUG, {
      message: 'must be lower-case letters and digits, with hyphens between them',
    }),
  );
}

export class OrgsQuery extends PageQuery {
  @IsText({ max: 100, optional: true, min: 0, description: 'Part of a name or a slug.' })
  search?: string;

  @IsOneOf(ORG_STATUSES, { optional: true })
  status?: OrgStatus;

  @IsOneOf(PLANS, { optional: true })
  plan?: Plan;
}

export class CreateOrg {
  @IsText({ max: 120, example: 'Acme IT' })
  name!: string;

  @IsSlug()
  slug!: string;

  @IsOneOf(PLANS, { optional: true })
  plan?: Plan;

  @IsText({ max: 120, example: 'Ada Lovelace' })
  adminName!: string;

  @IsEmailAddress()
  adminEmail!: string;
}

export class ChangePlan {
  @IsOneOf(PLANS)
  plan!: Plan;
}

export class SuspendOrg {
  @IsText({
    max: 500,
    optional: true,
    multiline: true,
    min: 0,
    description: 'For the log and for those who reactivate.',
  })
  reason?: string;
}

export class SystemOrgView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  slug!: string;

  @ApiProperty({ enum: [...PLANS] })
  plan!: Plan;

  @ApiProperty({ enum: [...ORG_STATUSES] })
  status!: OrgStatus;

  @ApiProperty({ type: String, nullable: true })
  suspendedReason!: string | null;

  @ApiProperty({ type: 'integer' })
  userCount!: number;

  @ApiProperty({ type: 'integer' })
  ticketCount!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastActivityAt!: string | null;

  @ApiProperty({
    type: Boolean,
    description:
      'The organization of the platform itself, thus of whoever asks: whatever is done to it from here is 403 `own_organization`.',
  })
  isPlatform!: boolean;
}
Object.defineProperty(SystemOrgView, 'name', { value: 'SystemOrg' });

export class SystemOrgPage extends pageOf(SystemOrgView) {}
