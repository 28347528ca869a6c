import { type Type as ClassType } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { invalid } from '../errors/common.errors.js';

/** `?limit=&cursor=` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be at least 1' })
  @Max(200, { message: 'must be at most 200' })
  limit: number = 50;

  @ApiPropertyOptional({ type: String, description: 'The nextCursor of the page before.' })
  @IsOptional()
  @IsString({ message: 'must be text' })
  @MaxLength(500, { message: 'is not a cursor of this list' })
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The OpenAPI class of a page of `item`, as `<name>Page`. */
export function pageOf<T>(item: ClassType<T>): ClassType<Page<T>> {
  class PageOf implements Page<T> {
    @ApiProperty({ type: [item] })
    items!: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Pass it as cursor for the next page; null on the last.',
    })
    nextCursor!: string | null;
  }
  Object.defineProperty(PageOf, 'name', { value: `${item.name}Page` });
  return PageOf;
}

/** The key values of the last row, opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values that `encodeCursor` took; each `check` says whether one is of the right form. Throws 422 for garbage.
 * Undefined without a cursor.
 */
export function decodeCursor<T extends (string | number | null)[]>(
  cursor: string | undefined,
  checks: readonly ((value: unknown) => boolean)[],
): T | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || values.length !== checks.length || !checks.every((check, i) => check(values[i]))) {
    throw invalid('cursor', 'is not a cursor of this list');
  }
  return values as T;
}

/** Of `limit + 1` rows: the page, and the cursor where there are more. */
export function pageFrom<Row, T>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => T,
  key: (row: Row) => (string | number | null)[],
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null };
}
