import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Public } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { FeedView } from '../connections/calendars.dto.js';
import { FeedsService } from './feeds.service.js';

@ApiTags('Calendars')
@Controller()
export class FeedController {
  constructor(private readonly feeds: FeedsService) {}

  @Access('signed_in')
  @Get('me/calendar-feed')
  @ApiOkResponse({ type: FeedView })
  getCalendarFeed(@CurrentActor() actor: Actor): Promise<FeedView> {
    return this.feeds.show(actor);
  }

  @Access('signed_in')
  @Post('me/calendar-feed')
  @ApiCreatedResponse({ type: FeedView })
  makeCalendarFeed(@CurrentActor() actor: Actor): Promise<FeedView> {
    return this.feeds.make(actor);
  }

  @Access('signed_in')
  @Delete('me/calendar-feed')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeCalendarFeed(@CurrentActor() actor: Actor): Promise<void> {
    return this.feeds.revoke(actor);
  }

  @Public('calendar programs cannot sign in; the token in the address is the proof')
  @Get('calendar/feed/:file')
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async readCalendarFeed(
    @Param('file') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { text, etag } = await this.feeds.read(file.replace(/\.ics$/, ''));
    void reply
      .header('etag', etag)
      .header('cache-control', 'private, no-cache')
      .header('referrer-policy', 'no-referrer');
    const unchanged = known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
    if (unchanged) await reply.code(304).send();
    else await reply.code(200).type('text/calendar; charset=utf-8').send(text);
  }
}
