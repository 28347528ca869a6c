import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../../shared/access/actor.js';
import { IdPipe } from '../../shared/http/id.pipe.js';
import { CreateMoneyEntry, MoneyEntryPage, MoneyEntryView, MoneyQuery, MoneyTotals } from './money.dto.js';
import { TotalsQuery, UpdateMoneyEntry } from './money.dto.js';
import { MoneyList } from './money-list.js';
import { MoneyService } from './money.service.js';

@ApiTags('Expenses')
@Controller('expenses')
export class ExpensesController {
  constructor(
    private readonly list: MoneyList,
    private readonly money: MoneyService,
  ) {}

  @Access('expenses:read')
  @Get()
  @ApiOkResponse({ type: MoneyEntryPage })
  listExpenses(@CurrentActor() actor: Actor, @Query() query: MoneyQuery): Promise<MoneyEntryPage> {
    return this.list.list(actor.orgId, 'expense', query);
  }

  /** Sums per month, category and currency, in one query. */
  @Access('expenses:read')
  @Get('totals')
  @ApiOkResponse({ type: MoneyTotals })
  getExpenseTotals(@CurrentActor() actor: Actor, @Query() query: TotalsQuery): Promise<MoneyTotals> {
    return this.list.totals(actor.orgId, 'expense', query);
  }

  @Access('expenses:read')
  @Get(':id')
  @ApiOkResponse({ type: MoneyEntryView })
  getExpense(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MoneyEntryView> {
    return this.list.one(actor.orgId, 'expense', id);
  }

  @Access('expenses:create')
  @Post()
  @ApiCreatedResponse({ type: MoneyEntryView })
  createExpense(@CurrentActor() actor: Actor, @Body() body: CreateMoneyEntry): Promise<MoneyEntryView> {
    return this.money.create(actor, 'expense', body);
  }

  @Access('expenses:edit')
  @Patch(':id')
  @ApiOkResponse({ type: MoneyEntryView })
  updateExpense(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: UpdateMoneyEntry,
  ): Promise<MoneyEntryView> {
    return this.money.update(actor, 'expense', id, body);
  }

  @Access('expenses:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  deleteExpense(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.money.delete(actor, 'expense', id);
  }
}
