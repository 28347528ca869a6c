import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { CalendarPage, TicketCalendarPage } from './calendars.dto.js';
import { ConnectionList } from './connection-list.js';
import { ConnectionsService } from './connections.service.js';
import { ProviderPipe } from './provider.pipe.js';
import { TicketCalendars } from './ticket-calendars.js';

@ApiTags('Calendars')
@Controller()
export class CalendarsController {
  constructor(
    private readonly calendars: ConnectionList,
    private readonly connections: ConnectionsService,
    private readonly ticketCalendars: TicketCalendars,
  ) {}

  @Access('signed_in')
  @Get('me/calendars')
  @ApiOkResponse({ type: CalendarPage })
  async listCalendars(@CurrentActor() actor: Actor): Promise<CalendarPage> {
    return { items: await this.calendars.of(actor), nextCursor: null };
  }

  @Access('signed_in')
  @Delete('me/calendars/:provider')
  @HttpCode(204)
  @ApiNoContentResponse()
  disconnectCalendar(
    @CurrentActor() actor: Actor,
    @Param('provider', ProviderPipe) provider: CalendarProviderName,
  ): Promise<void> {
    return this.connections.disconnect(actor, provider);
  }

  @Access('signed_in')
  @Post('me/calendars/:provider/sync')
  @HttpCode(202)
  @ApiAcceptedResponse({ schema: { type: 'object', additionalProperties: false } })
  async syncCalendar(
    @CurrentActor() actor: Actor,
    @Param('provider', ProviderPipe) provider: CalendarProviderName,
  ): Promise<object> {
    await this.connections.sync(actor, provider);
    return {};
  }

  @Access('tickets:read')
  @Get('tickets/:id/calendars')
  @ApiOkResponse({ type: TicketCalendarPage })
  async listTicketCalendars(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
  ): Promise<TicketCalendarPage> {
    return { items: await this.ticketCalendars.of(actor, id), nextCursor: null };
  }
}
