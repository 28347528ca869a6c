import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { ClientList } from './client-list.js';
import { ClientPage, ClientsQuery, ClientView, CreateClient, DeleteClientQuery, UpdateClient } from './clients.dto.js';
import { ClientsService } from './clients.service.js';

@ApiTags('Clients')
@Controller('clients')
export class ClientsController {
  constructor(
    private readonly list: ClientList,
    private readonly clients: ClientsService,
  ) {}

  @Access('clients:read')
  @Get()
  @ApiOkResponse({ type: ClientPage })
  listClients(@CurrentActor() actor: Actor, @Query() query: ClientsQuery): Promise<ClientPage> {
    return this.list.list(actor.orgId, query);
  }

  @Access('clients:read')
  @Get(':id')
  @ApiOkResponse({ type: ClientView })
  getClient(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ClientView> {
    return this.list.one(actor.orgId, id);
  }

  @Access('clients:create')
  @Post()
  @ApiCreatedResponse({ type: ClientView })
  createClient(@CurrentActor() actor: Actor, @Body() body: CreateClient): Promise<ClientView> {
    return this.clients.create(actor, body);
  }

  @Access('clients:edit')
  @Patch(':id')
  @ApiOkResponse({ type: ClientView })
  updateClient(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateClient,
  ): Promise<ClientView> {
    return this.clients.update(actor, id, body);
  }

  @Access('clients:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteClient(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: DeleteClientQuery,
  ): Promise<void> {
    return this.clients.delete(actor, id, query.detach ?? false);
  }
}
