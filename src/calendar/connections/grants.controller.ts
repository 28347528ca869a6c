import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { Config } from '../../shared/config/config.js';
import { Cookies } from '../../shared/http/cookies.js';
import { SECOND } from '../../shared/time/clock.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { ConnectionsService } from './connections.service.js';
import { FLOW_LIFETIME, GrantFlows } from './grant-flows.js';
import { ProviderPipe } from './provider.pipe.js';

const FLOW_COOKIE = 'muster_calendar';

/** Redirects only: a browser comes here from My Account and from a provider. */
@ApiTags('Calendars')
@Controller('me/calendars/:provider')
export class GrantsController {
  constructor(
    private readonly flows: GrantFlows,
    private readonly connections: ConnectionsService,
    private readonly cookies: Cookies,
    private readonly config: Config,
  ) {}

  @Access('signed_in')
  @Get('connect')
  @ApiFoundResponse()
  async connectCalendar(
    @CurrentActor() actor: Actor,
    @Param('provider', ProviderPipe) provider: CalendarProviderName,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const begun = await this.flows.begin(actor, provider);
    if (begun === 'provider_error') return this.toPage(reply, `error=${begun}`);
    this.cookies.set(reply, FLOW_COOKIE, begun.cookie, FLOW_LIFETIME / SECOND);
    return this.to(reply, begun.url.href);
  }

  @Access('signed_in')
  @Get('callback')
  @ApiFoundResponse()
  async calendarCallback(
    @CurrentActor() actor: Actor,
    @Param('provider', ProviderPipe) provider: CalendarProviderName,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const cookie = this.cookies.read(request, FLOW_COOKIE);
    this.cookies.clear(reply, FLOW_COOKIE);
    const grant = await this.flows.finish(actor, provider, cookie, request.url.split('?')[1] ?? '');
    if (typeof grant === 'string') return this.toPage(reply, `error=${grant}`);
    await this.connections.connect(actor, grant);
    return this.toPage(reply, `connected=${provider}`);
  }

  private toPage(reply: FastifyReply, query: string): Promise<void> {
    return this.to(reply, `${this.config.appUrl}/account/calendars?${query}`);
  }

  private async to(reply: FastifyReply, address: string): Promise<void> {
    await reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(address, 302);
  }
}
