import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../shared/access/access.decorator.js';
import { Cookies } from '../../../shared/http/cookies.js';
import { SECOND } from '../../../shared/time/clock.js';
import { SignInReply } from '../sign-in-reply.js';
import type { ProviderName } from './identity.js';
import { FLOW_LIFETIME, OidcFlows } from './oidc-flow.js';
import { OidcError } from './oidc-provider.js';
import { OidcProviders } from './oidc-providers.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { WebRedirects } from './web-redirects.js';

const FLOW_COOKIE = 'muster_oidc';

/** Redirects only: a browser comes here from the sign-in page and from a provider, and never sees JSON but for a 404. */
@ApiTags('Sign-in')
@Controller('auth')
export class ProvidersController {
  private readonly logger = new Logger(ProvidersController.name);

  constructor(
    private readonly providers: OidcProviders,
    private readonly flows: OidcFlows,
    private readonly signIn: ProviderSignIn,
    private readonly replies: SignInReply,
    private readonly cookies: Cookies,
    private readonly web: WebRedirects,
  ) {}

  @Public('whoever signs in has no session yet')
  @Get('google')
  @ApiQuery({ name: 'returnTo', required: false, description: 'A local path.' })
  @ApiFoundResponse()
  signInWithGoogle(@Query('returnTo') returnTo: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.begin('google', returnTo, request, reply);
  }

  @Public('whoever signs in has no session yet')
  @Get('microsoft')
  @ApiQuery({ name: 'returnTo', required: false, description: 'A local path.' })
  @ApiFoundResponse()
  signInWithMicrosoft(
    @Query('returnTo') returnTo: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.begin('microsoft', returnTo, request, reply);
  }

  @Public('the provider’s answer and the cookie of the browser that set out are the proof')
  @Get('google/callback')
  @ApiFoundResponse()
  googleCallback(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.finish('google', request, reply);
  }

  @Public('the provider’s answer and the cookie of the browser that set out are the proof')
  @Get('microsoft/callback')
  @ApiFoundResponse()
  microsoftCallback(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.finish('microsoft', request, reply);
  }

  private async begin(name: ProviderName, returnTo: unknown, request: FastifyRequest, reply: FastifyReply) {
    const provider = this.providers.get(name);
    await this.web.allow(request);
    const flow = this.flows.begin(returnTo);
    try {
      const url = await provider.authorizationUrl(flow);
      this.cookies.set(reply, FLOW_COOKIE, this.flows.seal(name, flow), FLOW_LIFETIME / SECOND);
      return this.web.to(reply, url.href);
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      this.logger.warn({ provider: name, reason: error.message }, 'a provider is away');
      return this.web.failed(reply, 'provider_error', flow.returnTo);
    }
  }

  private async finish(name: ProviderName, request: FastifyRequest, reply: FastifyReply) {
    const provider = this.providers.get(name);
    const flow = this.flows.open(name, this.cookies.read(request, FLOW_COOKIE));
    this.cookies.clear(reply, FLOW_COOKIE);
    if (!flow) return this.web.failed(reply, 'provider_error');
    const query = request.url.split('?')[1] ?? '';
    const outcome = await this.signIn.finish(provider, flow, query, this.replies.visitOf(request));
    if (typeof outcome === 'string') return this.web.failed(reply, outcome, flow.returnTo);
    if ('mfaToken' in outcome) return this.web.toChallenge(reply, outcome.mfaToken, flow.returnTo);
    await this.replies.enter(outcome.sessionId, request, reply);
    return this.web.toPage(reply, flow.returnTo);
  }
}
