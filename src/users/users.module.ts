import { Module } from '@nestjs/common';
import { InvitesService } from './invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { UsersController } from './users.controller.js';

@Module({ controllers: [UsersController], providers: [InvitesService, MemberDirectory], exports: [InvitesService] })
export class UsersModule {}
