import { Module } from '@nestjs/common';
import { AvatarSweep } from './avatars/avatar-sweep.js';
import { AvatarsController } from './avatars/avatars.controller.js';
import { AvatarsService } from './avatars/avatars.service.js';
import { BulkInvites } from './invites/bulk-invites.service.js';
import { InvitesService } from './invites/invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { HoldingsService } from './offboarding/holdings.service.js';
import { OnboardingService } from './onboarding/onboarding.service.js';
import { SetupFacts } from './onboarding/setup-facts.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { ProfileService } from './profile/profile.service.js';
import { TeamLog } from './team/team-log.js';
import { TeamService } from './team/team.service.js';
import { TeamSignIn } from './team/team-sign-in.service.js';
import { UsersController } from './users.controller.js';

const own = [AvatarsService, OnboardingService, ProfileService, SetupFacts];
const team = [HoldingsService, InvitesService, MemberDirectory, PasswordHasher, TeamService, TeamSignIn];

@Module({
  controllers: [AvatarsController, UsersController],
  providers: [AvatarSweep, BulkInvites, TeamLog, ...own, ...team],
  exports: [...own, ...team],
})
export class UsersModule {}
