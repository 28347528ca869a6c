import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { fail } from '../shared/errors/common.errors.js';
import { readUpload } from '../shared/http/uploads.js';
import {
  AvatarsService,
  MOST_AVATAR_BYTES,
  Onboarding,
  OnboardingService,
  ProfileService,
  UpdateMe,
  UpdateOnboarding,
  usersFail,
} from '../users/index.js';
import { Me } from './auth.dto.js';
import { meView } from './me.js';
import { LiveSessions } from './sessions/live-sessions.js';

/** A person's own profile. Its rules are of `users`; it stands here because `Me` is what a session knows. */
@ApiTags('My account')
@Controller('me')
export class MyAccountController {
  constructor(
    private readonly profile: ProfileService,
    private readonly avatars: AvatarsService,
    private readonly onboarding: OnboardingService,
    private readonly sessions: LiveSessions,
  ) {}

  @Access('signed_in')
  @Patch()
  @ApiOkResponse({ type: Me })
  async updateMe(@CurrentActor() actor: Actor, @Body() body: UpdateMe): Promise<Me> {
    await this.profile.rename(actor, body);
    return this.me(actor);
  }

  @Access('signed_in')
  @Put('avatar')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
  })
  @ApiOkResponse({ type: Me })
  async setMyAvatar(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<Me> {
    await this.avatars.set(actor, await readUpload(request, MOST_AVATAR_BYTES, () => usersFail('image_too_large')));
    return this.me(actor);
  }

  @Access('signed_in')
  @Delete('avatar')
  @HttpCode(200)
  @ApiOkResponse({ type: Me })
  async removeMyAvatar(@CurrentActor() actor: Actor): Promise<Me> {
    await this.avatars.remove(actor);
    return this.me(actor);
  }

  @Access('signed_in')
  @Get('onboarding')
  @ApiOkResponse({ type: Onboarding })
  getOnboarding(@CurrentActor() actor: Actor): Promise<Onboarding> {
    return this.onboarding.find(actor);
  }

  @Access('signed_in')
  @Put('onboarding')
  @ApiOkResponse({ type: Me })
  async updateOnboarding(@CurrentActor() actor: Actor, @Body() body: UpdateOnboarding): Promise<Me> {
    await this.onboarding.update(actor, body);
    return this.me(actor);
  }

  /** As it is after the change. */
  private async me(actor: Actor): Promise<Me> {
    const live = await this.sessions.find(actor.sessionId);
    if (!live) throw fail('unauthenticated');
    return meView(live, actor.isSystemAdmin);
  }
}
