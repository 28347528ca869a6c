import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../shared/access/access.decorator.js';
import { SignIn } from '../auth.dto.js';
import { SignInReply } from '../sign-in/sign-in-reply.js';
import { Challenges } from './challenges.js';
import { ChallengeAnswer } from './second-factor.dto.js';

@ApiTags('Sign-in')
@Controller('auth/mfa')
export class ChallengeController {
  constructor(
    private readonly challenges: Challenges,
    private readonly replies: SignInReply,
  ) {}

  @Public('the token is the proof of the first factor')
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: SignIn })
  async answerChallenge(
    @Body() { mfaToken, code }: ChallengeAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    const outcome = await this.challenges.answer(mfaToken, code, this.replies.visitOf(request));
    return this.replies.send(outcome, request, reply);
  }
}
