import { Body, Controller, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Public } from '../../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../../shared/access/actor.js';
import { SignIn } from '../../auth.dto.js';
import { SignInReply } from '../sign-in-reply.js';
import { OwnPassword } from './own-password.service.js';
import { ChangePassword, PasswordSignInBody } from './password.dto.js';
import { PasswordSignIn } from './password-sign-in.js';

@Controller()
export class PasswordController {
  constructor(
    private readonly passwords: PasswordSignIn,
    private readonly own: OwnPassword,
    private readonly replies: SignInReply,
  ) {}

  @Public('whoever signs in has no session yet')
  @Post('auth/password')
  @HttpCode(200)
  @ApiTags('Sign-in')
  @ApiOkResponse({ type: SignIn })
  async signInWithPassword(
    @Body() { email, password }: PasswordSignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    const outcome = await this.passwords.signIn(email, password, this.replies.visitOf(request));
    return this.replies.send(outcome, request, reply);
  }

  @Access('signed_in', { beforePasswordChange: true })
  @Put('me/password')
  @HttpCode(204)
  @ApiTags('My account')
  @ApiNoContentResponse()
  changePassword(@CurrentActor() actor: Actor, @Body() body: ChangePassword): Promise<void> {
    return this.own.change(actor, body);
  }
}
