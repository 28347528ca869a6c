import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { PageQuery } from '../../shared/http/page.js';
import type { SessionId } from '../../shared/ids/ids.js';
import { OwnSessions } from './own-sessions.service.js';
import { SessionPage } from './sessions.dto.js';

@ApiTags('My account')
@Controller('me/sessions')
export class OwnSessionsController {
  constructor(private readonly service: OwnSessions) {}

  @Access('signed_in')
  @Get()
  @ApiOkResponse({ type: SessionPage })
  listSessions(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<SessionPage> {
    return this.service.list(actor, query);
  }

  @Access('signed_in')
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  endOtherSessions(@CurrentActor() actor: Actor): Promise<void> {
    return this.service.endOthers(actor);
  }

  @Access('signed_in')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  endSession(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: SessionId): Promise<void> {
    return this.service.end(actor, id);
  }
}
