import { ApiProperty } from '@nestjs/swagger';
import { IsOneOf } from '../../shared/http/fields.js';
import { SETUP_STEPS, type SetupStep } from './setup-steps.js';

export const ONBOARDING_STATUSES = ['pending', 'completed'] as const;

export class UpdateOnboarding {
  @IsOneOf(ONBOARDING_STATUSES)
  status!: (typeof ONBOARDING_STATUSES)[number];

  /** Where the guide is; left out, it begins anew. */
  @IsOneOf(SETUP_STEPS, { optional: true })
  step?: SetupStep;
}

export class OnboardingStep {
  @ApiProperty({ enum: [...SETUP_STEPS] })
  step!: SetupStep;

  @ApiProperty({ type: Boolean, description: 'By what is so, not by what was clicked, where that can be known.' })
  done!: boolean;
}

export class Onboarding {
  @ApiProperty({ enum: [...ONBOARDING_STATUSES] })
  status!: (typeof ONBOARDING_STATUSES)[number];

  @ApiProperty({ enum: [...SETUP_STEPS], nullable: true, description: 'Where the guide was left; null: at its start.' })
  step!: SetupStep | null;

  @ApiProperty({ type: [OnboardingStep], description: 'The guide of the role, in its order.' })
  steps!: OnboardingStep[];
}
