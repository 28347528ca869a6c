import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { IdPipe } from '../shared/http/id.pipe.js';
import type { UserId } from '../shared/ids/ids.js';
import { BulkInvites } from './invites/bulk-invites.service.js';
import { InvitesService } from './invites/invites.service.js';
import { MemberDirectory } from './member-directory.js';
import { Holdings } from './offboarding/holdings.dto.js';
import { HoldingsService } from './offboarding/holdings.service.js';
import { TeamService } from './team/team.service.js';
import type { Member } from './team/team-lock.js';
import { TeamSignIn } from './team/team-sign-in.service.js';
import {
  AssignableQuery,
  AssignableUserPage,
  BulkInvite,
  BulkInviteResult,
  InviteUser,
  SetPassword,
  UpdateUser,
  UserPage,
  UsersQuery,
  UserView,
} from './users.dto.js';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly directory: MemberDirectory,
    private readonly invites: InvitesService,
    private readonly bulk: BulkInvites,
    private readonly team: TeamService,
    private readonly signIn: TeamSignIn,
    private readonly holdings: HoldingsService,
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
  @Post('bulk')
  @HttpCode(200)
  @ApiOkResponse({ type: BulkInviteResult })
  bulkInvite(@CurrentActor() actor: Actor, @Body() { users }: BulkInvite): Promise<BulkInviteResult> {
    return this.bulk.invite(actor, users);
  }

  @Access('users:assignable')
  @Get('assignable')
  @ApiOkResponse({ type: AssignableUserPage })
  listAssignableUsers(@CurrentActor() actor: Actor, @Query() query: AssignableQuery): Promise<AssignableUserPage> {
    return this.directory.assignable(actor.orgId, query);
  }

  @Access('users:manage')
  @Get(':id')
  @ApiOkResponse({ type: UserView })
  getUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<UserView> {
    return this.directory.one(actor.orgId, id);
  }

  @Access('users:manage')
  @Patch(':id')
  @ApiOkResponse({ type: UserView })
  updateUser(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Body() body: UpdateUser,
  ): Promise<UserView> {
    return this.team.update(actor, colleague(actor, id), body);
  }

  @Access('users:manage')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeInvite(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<void> {
    return this.invites.revoke(actor, colleague(actor, id));
  }

  @Access('users:manage')
  @Post(':id/sign-in-link')
  @HttpCode(202)
  @ApiAcceptedResponse({ schema: { type: 'object' } })
  async sendSignInLink(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<object> {
    await this.signIn.sendLink(actor, colleague(actor, id));
    return {};
  }

  @Access('users:manage')
  @Put(':id/password')
  @HttpCode(204)
  @ApiNoContentResponse()
  setUserPassword(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Body() body: SetPassword,
  ): Promise<void> {
    return this.signIn.setPassword(actor, colleague(actor, id), body);
  }

  /** What somebody holds: shown before they are deactivated. */
  @Access('users:manage')
  @Get(':id/holdings')
  @ApiOkResponse({ type: Holdings })
  getUserHoldings(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<Holdings> {
    return this.holdings.of(colleague(actor, id));
  }

  @Access('users:manage')
  @Post(':id/deactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: UserView })
  deactivateUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<UserView> {
    return this.team.deactivate(actor, colleague(actor, id));
  }

  @Access('users:manage')
  @Post(':id/reactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: UserView })
  reactivateUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<UserView> {
    return this.team.reactivate(actor, colleague(actor, id));
  }
}

function colleague({ orgId }: Actor, userId: UserId): Member {
  return { orgId, userId };
}
