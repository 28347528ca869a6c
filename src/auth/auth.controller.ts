import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Public } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { SystemOrg } from '../shared/access/system-org.js';
import { hashToken, randomToken, type TokenHash } from '../shared/crypto/secrets.js';
import { Cookies } from '../shared/http/cookies.js';
import { fail } from '../shared/errors/common.errors.js';
import { originOf } from '../shared/http/origin.js';
import type { SessionId } from '../shared/ids/ids.js';
import { MINUTE, SECOND } from '../shared/time/clock.js';
import { authFail } from './auth.errors.js';
import { LinkInspection, LinkToken, Me, Providers, RequestMagicLink, SignIn, SignInCode } from './auth.dto.js';
import type { SignedInRequest } from './access.guard.js';
import { LinksService } from './links/links.service.js';
import { meView } from './me.js';
import { LiveSessions, SESSION_ABSOLUTE } from './sessions/live-sessions.js';
import { SessionEnd } from './sessions/session-end.js';
import { SessionTokens } from './sessions/session-tokens.js';

@ApiTags('Sign-in')
@Controller()
export class AuthController {
  constructor(
    private readonly links: LinksService,
    private readonly cookies: Cookies,
    private readonly tokens: SessionTokens,
    private readonly sessions: LiveSessions,
    private readonly systemOrg: SystemOrg,
    private readonly ending: SessionEnd,
  ) {}

  @Public('whoever signs in has no session yet')
  @Post('auth/magic-link')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async requestMagicLink(
    @Body() { email }: RequestMagicLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const known = this.cookies.read(request, 'muster_browser');
    const browser = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
    this.cookies.set(reply, 'muster_browser', browser, (30 * MINUTE) / SECOND);
    await this.links.request(email, hashToken(browser));
    return {};
  }

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
    return this.enter(await this.links.redeem(token, originOf(request)), reply);
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
    return this.enter(await this.links.redeemCode(code, browser, originOf(request)), reply);
  }

  @Public('the sign-in page shows the ways that are open')
  @Get('auth/providers')
  @ApiOkResponse({ type: Providers })
  listProviders(): Providers {
    return { magicLink: true, password: false, google: false, microsoft: false, signUp: false };
  }

  @Access('signed_in')
  @Post('auth/sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.ending.end(actor, actor.sessionId);
    this.cookies.clear(reply, 'muster_session');
    void reply.header('clear-site-data', '"cache", "storage"');
  }

  @Access('signed_in')
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

  private async enter(id: SessionId, reply: FastifyReply): Promise<SignIn> {
    const live = await this.sessions.find(id);
    if (!live) throw fail('unauthenticated');
    this.cookies.set(reply, 'muster_session', this.tokens.make(id), SESSION_ABSOLUTE / SECOND);
    return { user: meView(live, this.systemOrg.is(live.org.id) && live.user.role === 'admin') };
  }
}
