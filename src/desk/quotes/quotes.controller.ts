import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { QuoteList } from './quote-list.js';
import { CreateQuote, QuotePage, QuotesQuery, QuoteView, UpdateQuote } from './quotes.dto.js';
import { QuotesService } from './quotes.service.js';

@ApiTags('Quotes')
@Controller('quotes')
export class QuotesController {
  constructor(
    private readonly list: QuoteList,
    private readonly quotes: QuotesService,
  ) {}

  @Access('quotes:read')
  @Get()
  @ApiOkResponse({ type: QuotePage })
  listQuotes(@CurrentActor() actor: Actor, @Query() query: QuotesQuery): Promise<QuotePage> {
    return this.list.list(actor.orgId, query);
  }

  @Access('quotes:read')
  @Get(':id')
  @ApiOkResponse({ type: QuoteView })
  getQuote(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<QuoteView> {
    return this.list.one(actor.orgId, id);
  }

  @Access('quotes:create')
  @Post()
  @ApiCreatedResponse({ type: QuoteView })
  createQuote(@CurrentActor() actor: Actor, @Body() body: CreateQuote): Promise<QuoteView> {
    return this.quotes.create(actor, body);
  }

  @Access('quotes:edit')
  @Patch(':id')
  @ApiOkResponse({ type: QuoteView })
  updateQuote(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateQuote,
  ): Promise<QuoteView> {
    return this.quotes.update(actor, id, body);
  }

  @Access('quotes:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteQuote(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.quotes.delete(actor, id);
  }
}
