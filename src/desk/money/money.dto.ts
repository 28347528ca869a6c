import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsText } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';
import { IsAmount, IsCurrency, IsDay } from '../../shared/http/value-fields.js';
import { ClientRef } from '../client-ref.dto.js';
import { IsVersion } from '../version.dto.js';

const AMOUNT = 'Minor units.';
const CURRENCY = 'The organization’s where none is given.';

export class TotalsQuery {
  @IsDay({ optional: true, description: 'The first day; by default the first of the month eleven months ago.' })
  from?: string;

  @IsDay({ optional: true, description: 'The last day.' })
  to?: string;

  @IsId({ optional: true })
  clientId?: string;
}

export class MoneyQuery extends PageQuery {
  @IsText({ max: 100, min: 0, optional: true, description: 'Part of a description, a category or a client’s name.' })
  search?: string;

  @IsText({ max: 60, optional: true })
  category?: string;

  @IsId({ optional: true })
  clientId?: string;

  @IsId({ optional: true })
  ticketId?: string;

  @IsDay({ optional: true, description: 'The first day.' })
  from?: string;

  @IsDay({ optional: true, description: 'The last day.' })
  to?: string;
}

export class CreateMoneyEntry {
  @IsText({ max: 300, example: 'Invoice 2026-118, network for the new floor' })
  description!: string;

  @IsAmount({ description: AMOUNT })
  amount!: number;

  @IsCurrency({ optional: true, description: CURRENCY })
  currency?: string;

  @IsDay()
  date!: string;

  @IsId({ optional: true, nullable: true })
  clientId?: string | null;

  @IsId({ optional: true, nullable: true })
  ticketId?: string | null;

  @IsText({ max: 60, optional: true, nullable: true, example: 'Hardware' })
  category?: string | null;
}

export class UpdateMoneyEntry {
  @IsText({ max: 300, optional: true })
  description?: string;

  @IsAmount({ optional: true, description: AMOUNT })
  amount?: number;

  @IsCurrency({ optional: true })
  currency?: string;

  @IsDay({ optional: true })
  date?: string;

  @IsId({ optional: true, nullable: true })
  clientId?: string | null;

  @IsId({ optional: true, nullable: true })
  ticketId?: string | null;

  @IsText({ max: 60, optional: true, nullable: true })
  category?: string | null;

  @IsVersion()
  version?: number;
}

export class TicketRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ type: String })
  subject!: string;
}

export class MoneyEntryView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  description!: string;

  @ApiProperty({ type: 'integer', description: AMOUNT })
  amount!: number;

  @ApiProperty({ type: String })
  currency!: string;

  @ApiProperty({ format: 'date' })
  date!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  clientId!: string | null;

  @ApiProperty({ type: ClientRef, nullable: true })
  client!: ClientRef | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  ticketId!: string | null;

  @ApiProperty({ type: TicketRef, nullable: true })
  ticket!: TicketRef | null;

  @ApiProperty({ type: String, nullable: true })
  category!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
Object.defineProperty(MoneyEntryView, 'name', { value: 'MoneyEntry' });

export class MoneyEntryPage extends pageOf(MoneyEntryView) {}

export class MoneyTotal {
  @ApiProperty({ example: '2026-11' })
  month!: string;

  @ApiProperty({ type: String, nullable: true })
  category!: string | null;

  @ApiProperty({ type: String })
  currency!: string;

  @ApiProperty({ type: 'integer', description: AMOUNT })
  amount!: number;

  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class MoneyTotals {
  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ format: 'date' })
  to!: string;

  @ApiProperty({ type: [MoneyTotal], description: 'A line for each month, category and currency that has entries.' })
  items!: MoneyTotal[];
}
