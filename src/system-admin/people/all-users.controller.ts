import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RecentSignIn } from '../../auth/index.js';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import type { UserId } from '../../shared/ids/ids.js';
import { SetPassword, TeamService, TeamSignIn, UpdateUser } from '../../users/index.js';
import { AllUsersQuery, AnyUserPage, AnyUserView, ResetMfa } from './all-users.dto.js';
import { AllUsers } from './all-users.js';
import { FactorReset } from './factor-reset.js';

/**
 * The rules are those of an organization's own admins; only where the person is looked for is another. Nobody acts from here on
 * the people of their own organization: that is what its Users page is for.
 */
@ApiTags('System admin')
@Controller('system-admin/users')
export class AllUsersController {
  constructor(
    private readonly users: AllUsers,
    private readonly team: TeamService,
    private readonly signIn: TeamSignIn,
    private readonly factors: FactorReset,
    private readonly recent: RecentSignIn,
  ) {}

  @Access('system_admin')
  @Get()
  @ApiOkResponse({ type: AnyUserPage })
  listAllUsers(@Query() query: AllUsersQuery): Promise<AnyUserPage> {
    return this.users.list(query);
  }

  @Access('system_admin')
  @Get(':id')
  @ApiOkResponse({ type: AnyUserView })
  showAnyUser(@Param('id', IdPipe) id: UserId): Promise<AnyUserView> {
    return this.users.one(id);
  }

  @Access('system_admin')
  @Patch(':id')
  @ApiOkResponse({ type: AnyUserView })
  async updateAnyUser(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Body() body: UpdateUser,
  ): Promise<AnyUserView> {
    const self = body.role === undefined ? 'own_account' : 'own_role';
    await this.team.update(actor, await this.users.locate(actor, id, self), body);
    return this.users.one(id);
  }

  @Access('system_admin')
  @Post(':id/deactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: AnyUserView })
  async deactivateAnyUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<AnyUserView> {
    await this.team.deactivate(actor, await this.users.locate(actor, id));
    return this.users.one(id);
  }

  @Access('system_admin')
  @Post(':id/reactivate')
  @HttpCode(200)
  @ApiOkResponse({ type: AnyUserView })
  async reactivateAnyUser(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<AnyUserView> {
    await this.team.reactivate(actor, await this.users.locate(actor, id));
    return this.users.one(id);
  }

  @Access('system_admin')
  @Post(':id/sign-in-link')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Mails a link valid 24 hours, in place of every older one.' })
  async sendAnySignInLink(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: UserId): Promise<object> {
    await this.signIn.sendLink(actor, await this.users.locate(actor, id));
    return {};
  }

  @Access('system_admin')
  @Put(':id/password')
  @HttpCode(204)
  @ApiNoContentResponse()
  async setAnyPassword(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Body() body: SetPassword,
  ): Promise<void> {
    await this.recent.require(actor);
    await this.signIn.setPassword(actor, await this.users.locate(actor, id, 'use_my_account'), body);
  }

  @Access('system_admin')
  @Delete(':id/mfa')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resetMfa(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: UserId,
    @Body() { reason }: ResetMfa,
  ): Promise<void> {
    await this.recent.require(actor);
    await this.factors.reset(actor, await this.users.locate(actor, id), reason);
  }
}
