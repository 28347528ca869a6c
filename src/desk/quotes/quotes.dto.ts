import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsOneOf, IsText } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';
import { IsAmount, IsCurrency, IsDay, IsListOf, IsQuantity, IsSomeOf } from '../../shared/http/value-fields.js';
import { ClientRef } from '../client-ref.dto.js';
import { IsVersion } from '../version.dto.js';
import { QUOTE_STATUSES, type QuoteStatus } from './quote-rules.js';

const MAX_ITEMS = 200;

export class QuotesQuery extends PageQuery {
  @IsText({ max: 100, min: 0, optional: true, description: 'Part of a title or of the client’s name, or a number.' })
  search?: string;

  @IsSomeOf(QUOTE_STATUSES)
  status?: QuoteStatus[];

  @IsId({ optional: true })
  clientId?: string;
}

export class QuoteItem {
  @IsText({ max: 500, multiline: true, example: 'Access point, mounted' })
  description!: string;

  @IsQuantity()
  quantity!: number;

  @IsAmount({ description: 'Minor units.' })
  unitPrice!: number;
}

export class CreateQuote {
  @IsId()
  clientId!: string;

  @IsText({ max: 200, example: 'Wireless network for two floors' })
  title!: string;

  @IsListOf(QuoteItem, { min: 1, max: MAX_ITEMS })
  items!: QuoteItem[];

  @IsCurrency({ optional: true, description: 'The organization’s where none is given.' })
  currency?: string;

  @IsOneOf(QUOTE_STATUSES, { optional: true })
  status?: QuoteStatus;

  @IsDay({ optional: true, nullable: true })
  validUntil?: string | null;
}

export class UpdateQuote {
  @IsId({ optional: true })
  clientId?: string;

  @IsText({ max: 200, optional: true })
  title?: string;

  @IsListOf(QuoteItem, { min: 1, max: MAX_ITEMS, optional: true })
  items?: QuoteItem[];

  @IsCurrency({ optional: true })
  currency?: string;

  @IsOneOf(QUOTE_STATUSES, { optional: true })
  status?: QuoteStatus;

  @IsDay({ optional: true, nullable: true })
  validUntil?: string | null;

  @IsVersion()
  version?: number;
}

export class QuoteItemView {
  @ApiProperty({ type: String })
  description!: string;

  @ApiProperty({ type: Number })
  quantity!: number;

  @ApiProperty({ type: 'integer' })
  unitPrice!: number;

  @ApiProperty({ type: 'integer', description: 'quantity × unitPrice, rounded half up to a minor unit.' })
  total!: number;
}

export class QuoteView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null once the client was deleted.' })
  clientId!: string | null;

  @ApiProperty({ type: ClientRef, nullable: true })
  client!: ClientRef | null;

  @ApiProperty({ type: String, description: 'To whom it is made out; stays when the client is deleted.' })
  clientName!: string;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ type: [QuoteItemView] })
  items!: QuoteItemView[];

  @ApiProperty({ type: String })
  currency!: string;

  @ApiProperty({ type: 'integer', description: 'The sum of the items, minor units.' })
  total!: number;

  @ApiProperty({ enum: [...QUOTE_STATUSES] })
  status!: QuoteStatus;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validUntil!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was accepted or declined.' })
  decidedAt!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
Object.defineProperty(QuoteView, 'name', { value: 'Quote' });

export class QuotePage extends pageOf(QuoteView) {}
