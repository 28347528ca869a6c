import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { IdPipe } from '../shared/http/id.pipe.js';
import type { UserId } from '../shared/ids/ids.js';
import { InvitesService } from './invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { InviteUser, UserPage, UsersQuery, UserView } from './users.dto.js';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly directory: MemberDirectory,
    private readonly invites: InvitesService,
  ) {}

  @Access('users:manage')
  @Get()
  @ApiOkResponse({ type: UserPage })
  listUsers(@CurrentActor() actor: Actor, @Query() query: UsersQuery): Promise<UserPage> {
    return this.directory.list(actor.orgId, query);
  }

  @Access('users:manage')
  @Post()
  @ApiCreatedResponse({ type: UserView })
  inviteUser(@CurrentActor() actor: Actor, @Body() body: InviteUser): Promise<UserView> {
    return this.invites.invite(actor, body);
  }

  @Access('users:manage')
  @Get(':id')
  @ApiOkResponse({ type: UserView })
  getUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<UserView> {
    return this.directory.one(actor.orgId, id);
  }
}
