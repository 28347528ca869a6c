import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { CreateMoneyEntry, MoneyEntryPage, MoneyEntryView, MoneyQuery, MoneyTotals } from './money.dto.js';
import { TotalsQuery, UpdateMoneyEntry } from './money.dto.js';
import { MoneyList } from './money-list.js';
import { MoneyService } from './money.service.js';

@ApiTags('Revenue')
@Controller('revenue')
export class RevenueController {
  constructor(
    private readonly list: MoneyList,
    private readonly money: MoneyService,
  ) {}

  @Access('revenue:read')
  @Get()
  @ApiOkResponse({ type: MoneyEntryPage })
  listRevenue(@CurrentActor() actor: Actor, @Query() query: MoneyQuery): Promise<MoneyEntryPage> {
    return this.list.list(actor.orgId, 'revenue', query);
  }

  /** Sums per month, category and currency, in one query. */
  @Access('revenue:read')
  @Get('totals')
  @ApiOkResponse({ type: MoneyTotals })
  getRevenueTotals(@CurrentActor() actor: Actor, @Query() query: TotalsQuery): Promise<MoneyTotals> {
    return this.list.totals(actor.orgId, 'revenue', query);
  }

  @Access('revenue:read')
  @Get(':id')
  @ApiOkResponse({ type: MoneyEntryView })
  getRevenue(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MoneyEntryView> {
    return this.list.one(actor.orgId, 'revenue', id);
  }

  @Access('revenue:create')
  @Post()
  @ApiCreatedResponse({ type: MoneyEntryView })
  createRevenue(@CurrentActor() actor: Actor, @Body() body: CreateMoneyEntry): Promise<MoneyEntryView> {
    return this.money.create(actor, 'revenue', body);
  }

  @Access('revenue:edit')
  @Patch(':id')
  @ApiOkResponse({ type: MoneyEntryView })
  updateRevenue(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateMoneyEntry,
  ): Promise<MoneyEntryView> {
    return this.money.update(actor, 'revenue', id, body);
  }

  @Access('revenue:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteRevenue(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.money.delete(actor, 'revenue', id);
  }
}
