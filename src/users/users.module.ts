import { Module } from '@nestjs/common';
import { InvitesService } from './invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { UsersController } from './users.controller.js';

@Module({
  controllers: [UsersController],
  providers: [InvitesService, MemberDirectory, PasswordHasher],
  exports: [InvitesService, PasswordHasher],
})
export class UsersModule {}
