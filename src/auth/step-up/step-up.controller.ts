import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { hashToken } from '../../shared/crypto/secrets.js';
import { Cookies } from '../../shared/http/cookies.js';
import { Throttle } from '../throttle/throttle.js';
import { MailedCodes } from './mailed-codes.js';
import { Confirmation } from './step-up.dto.js';
import { StepUp } from './step-up.service.js';

@ApiTags('Sign-in')
@Controller('auth/confirm')
export class StepUpController {
  constructor(
    private readonly stepUp: StepUp,
    private readonly mailed: MailedCodes,
    private readonly throttle: Throttle,
    private readonly cookies: Cookies,
  ) {}

  @Access('signed_in')
  @Post()
  @HttpCode(204)
  @ApiNoContentResponse()
  confirmSession(
    @CurrentActor() actor: Actor,
    @Body() body: Confirmation,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const browser = this.cookies.read(request, 'muster_browser');
    return this.stepUp.confirm(actor, body, browser ? hashToken(browser) : undefined);
  }

  @Access('signed_in')
  @Post('mail')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Mails the caller a code that confirms this session.' })
  async mailConfirmationCode(@CurrentActor() actor: Actor): Promise<object> {
    await this.throttle.spend('confirm_mail', actor.userId);
    await this.mailed.send(actor);
    return {};
  }
}
