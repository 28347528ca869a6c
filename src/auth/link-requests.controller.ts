import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../shared/access/access.decorator.js';
import { hashToken, randomToken, type TokenHash } from '../shared/crypto/secrets.js';
import { Cookies } from '../shared/http/cookies.js';
import { emailKey } from '../shared/http/fields.js';
import { MINUTE, SECOND } from '../shared/time/clock.js';
import { RequestMagicLink } from './auth.dto.js';
import { LinkRequests } from './links/link-requests.service.js';
import { inEvenTime } from './sign-in/even-time.js';
import { SignUpBody } from './sign-up/sign-up.dto.js';
import { SignUps } from './sign-up/sign-up.service.js';
import { addressKey } from './throttle/address-key.js';
import { Throttle } from './throttle/throttle.js';

/** Asking for a mailed link: the same answer in the same time for every address. */
@ApiTags('Sign-in')
@Controller('auth')
export class LinkRequestsController {
  constructor(
    private readonly links: LinkRequests,
    private readonly signUps: SignUps,
    private readonly throttle: Throttle,
    private readonly cookies: Cookies,
  ) {}

  @Public('whoever signs in has no session yet')
  @Post('magic-link')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async requestMagicLink(
    @Body() { email }: RequestMagicLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.throttle.spend('magic_link_address', addressKey(request.ip));
    await this.throttle.spend('magic_link_email', emailKey(email));
    await this.throttle.spend('magic_link_email_day', emailKey(email));
    const browser = this.markBrowser(request, reply);
    await inEvenTime(this.links.request(email, browser));
    return {};
  }

  @Public('whoever signs up has no account yet')
  @Post('sign-up')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async signUp(
    @Body() body: SignUpBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await this.throttle.spend('sign_up_address', addressKey(request.ip));
    await this.throttle.spend('sign_up_email', emailKey(body.email));
    const browser = this.markBrowser(request, reply);
    await inEvenTime(this.signUps.request(body, browser));
    return {};
  }

  /** The cookie by which the link's page knows the browser that asked. */
  private markBrowser(request: FastifyRequest, reply: FastifyReply): TokenHash {
    const known = this.cookies.read(request, 'muster_browser');
    const browser = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
    this.cookies.set(reply, 'muster_browser', browser, (30 * MINUTE) / SECOND);
    return hashToken(browser);
  }
}
