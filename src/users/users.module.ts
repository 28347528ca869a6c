import { Module } from '@nestjs/common';
import { BulkInvites } from './invites/bulk-invites.service.js';
import { InvitesService } from './invites/invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { TeamService } from './team/team.service.js';
import { TeamSignIn } from './team/team-sign-in.service.js';
import { UsersController } from './users.controller.js';

@Module({
  controllers: [UsersController],
  providers: [BulkInvites, InvitesService, MemberDirectory, PasswordHasher, TeamService, TeamSignIn],
  exports: [InvitesService, MemberDirectory, PasswordHasher, TeamService, TeamSignIn],
})
export class UsersModule {}
