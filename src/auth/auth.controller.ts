import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Public } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { hashToken, type TokenHash } from '../shared/crypto/secrets.js';
import { Config } from '../shared/config/config.js';
import { Cookies } from '../shared/http/cookies.js';
import { fail } from '../shared/errors/common.errors.js';
import { originOf } from '../shared/http/origin.js';
import { authFail } from './auth.errors.js';
import { LinkInspection, LinkToken, Me, Providers, SignIn, SignInCode } from './auth.dto.js';
import type { SignedInRequest } from './access.guard.js';
import { LinksService } from './links/links.service.js';
import { meView } from './me.js';
import { SignInReply } from './sign-in/sign-in-reply.js';
import { OidcProviders } from './sign-in/oidc/oidc-providers.js';
import { SessionEnd } from './sessions/session-end.js';

@ApiTags('Sign-in')
@Controller()
export class AuthController {
  constructor(
    private readonly links: LinksService,
    private readonly cookies: Cookies,
    private readonly replies: SignInReply,
    private readonly providers: OidcProviders,
    private readonly config: Config,
    private readonly ending: SessionEnd,
  ) {}

  @Public('the token is the proof')
  @Post('auth/link/inspect')
  @HttpCode(200)
  @ApiOkResponse({ type: LinkInspection })
  inspectLink(@Body() { token }: LinkToken, @Req() request: FastifyRequest): Promise<LinkInspection> {
    return this.links.inspect(token, this.browserOf(request));
  }

  @Public('the token is the proof')
  @Post('auth/link')
  @HttpCode(200)
  @ApiOkResponse({ type: SignIn })
  async redeemLink(
    @Body() { token }: LinkToken,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    return this.replies.send(await this.links.redeem(token, originOf(request)), request, reply);
  }

  @Public('the code and the cookie are the proof')
  @Post('auth/code')
  @HttpCode(200)
  @ApiOkResponse({ type: SignIn })
  async redeemCode(
    @Body() { code }: SignInCode,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignIn> {
    const browser = this.browserOf(request);
    if (!browser) throw authFail('code_invalid');
    return this.replies.send(await this.links.redeemCode(code, browser, originOf(request)), request, reply);
  }

  @Public('the sign-in page shows the ways that are open')
  @Get('auth/providers')
  @ApiOkResponse({ type: Providers })
  listProviders(): Providers {
    return {
      magicLink: true,
      password: true,
      google: this.providers.has('google'),
      microsoft: this.providers.has('microsoft'),
      signUp: this.config.signUp === 'open',
    };
  }

  @Public('whoever is signed out already, or shut out, may leave too')
  @Post('auth/sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.ending.signOut(request);
    this.cookies.clear(reply, 'muster_session');
    void reply.header('clear-site-data', '"cache", "storage"');
  }

  @Access('signed_in', { beforePasswordChange: true })
  @Get('me')
  @ApiOkResponse({ type: Me })
  getMe(@CurrentActor() actor: Actor, @Req() { live }: SignedInRequest): Me {
    if (!live) throw fail('unauthenticated');
    return meView(live, actor.isSystemAdmin);
  }

  private browserOf(request: FastifyRequest): TokenHash | undefined {
    const cookie = this.cookies.read(request, 'muster_browser');
    return cookie ? hashToken(cookie) : undefined;
  }
}
