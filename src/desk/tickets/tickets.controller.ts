import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { TicketHandOver } from './hand-over.service.js';
import { TicketList } from './ticket-list.js';
import {
  CreateTicket,
  HandOver,
  HandOverResult,
  TicketPage,
  TicketsQuery,
  TicketView,
  UpdateTicket,
} from './tickets.dto.js';
import { TicketsService } from './tickets.service.js';

@ApiTags('Tickets')
@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly list: TicketList,
    private readonly tickets: TicketsService,
    private readonly offboarding: TicketHandOver,
  ) {}

  @Access('tickets:read')
  @Get()
  @ApiOkResponse({ type: TicketPage })
  listTickets(@CurrentActor() actor: Actor, @Query() query: TicketsQuery): Promise<TicketPage> {
    return this.list.list(actor.orgId, query);
  }

  /** Gives the open tickets of one person to another, or to nobody. */
  @Access('users:manage')
  @Post('hand-over')
  @HttpCode(200)
  @ApiOkResponse({ type: HandOverResult })
  handOverTickets(@CurrentActor() actor: Actor, @Body() body: HandOver): Promise<HandOverResult> {
    return this.offboarding.handOver(actor, body);
  }

  @Access('tickets:read')
  @Get(':id')
  @ApiOkResponse({ type: TicketView })
  getTicket(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<TicketView> {
    return this.list.one(actor.orgId, id);
  }

  @Access('tickets:create')
  @Post()
  @ApiCreatedResponse({ type: TicketView })
  createTicket(@CurrentActor() actor: Actor, @Body() body: CreateTicket): Promise<TicketView> {
    return this.tickets.create(actor, body);
  }

  @Access('tickets:edit')
  @Patch(':id')
  @ApiOkResponse({ type: TicketView })
  updateTicket(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateTicket,
  ): Promise<TicketView> {
    return this.tickets.update(actor, id, body);
  }

  @Access('tickets:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteTicket(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.tickets.delete(actor, id);
  }
}
