import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type as TransformTo } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { isCurrency } from '../money/currencies.js';
import { dayFault, momentFault } from '../time/moment.js';
import { isTimeZone } from '../time/zoned-time.js';
import { check, whenGiven } from './fields.js';

interface FieldOptions {
  optional?: boolean;
  nullable?: boolean;
  description?: string;
}

function documented(docs: ApiPropertyOptions, { optional, nullable, description }: FieldOptions): PropertyDecorator {
  const full = { ...docs, ...(nullable && { nullable }), ...(description && { description }) } as ApiPropertyOptions;
  return applyDecorators(
    optional ? ApiPropertyOptional(full) : ApiProperty(full),
    ...whenGiven(optional, nullable),
  ) as PropertyDecorator;
}

/** A civil date, `2026-11-24`, of a day that exists, from 2000 to 2099. */
export function IsDay(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(documented({ type: String, format: 'date' }, options), check('isDay', dayFault));
}

/**
 * A moment: with its offset (`2026-11-24T09:00:00Z`), or without, and then in the organization's time zone
 * (`2026-11-24T10:00`, or the whole day `2026-11-24`). From 2000 to 2099.
 */
export function IsMoment(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: String, example: '2026-11-24T09:00:00Z' }, options),
    check('isMoment', momentFault),
  );
}

/** A whole number; in a query string, its digits. */
export function IsWhole({ min, max, ...options }: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
    ),
    documented({ type: 'integer', minimum: min, maximum: max }, options),
    check('isWhole', (value) => {
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be a whole number';
      if (value < min) return `must be at least ${min}`;
      return value > max ? `must be at most ${max}` : undefined;
    }),
  );
}

/** The most that one amount may be, in minor units: sums of a thousand of them stay exact in every client. */
export const MAX_AMOUNT = 9_000_000_000_000;

/** Money in minor units: a whole number, never a text, so that `1.5` and `"100"` are faults and not guesses. */
export function IsAmount(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: 'integer', minimum: 0, maximum: MAX_AMOUNT, example: 12_500 }, options),
    check('isAmount', (value) => {
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be a whole number of minor units';
      if (value < 0) return 'must not be negative';
      return value > MAX_AMOUNT ? `must be at most ${MAX_AMOUNT}` : undefined;
    }),
  );
}

export function IsCurrency(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: String, minLength: 3, maxLength: 3, example: 'EUR' }, options),
    check('isCurrency', (value) => (isCurrency(value) ? undefined : 'must be a currency of ISO 4217, such as EUR')),
  );
}

/** `?name=true` or `?name=false`. */
export function IsQueryFlag({ description }: { description?: string } = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    documented({ type: Boolean }, { optional: true, ...(description && { description }) }),
    check('isQueryFlag', (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')),
  );
}

/** `?name=a&name=b`: any of the values. */
export function IsSomeOf<const T extends string>(values: readonly T[]): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
    ApiPropertyOptional({ enum: [...values], isArray: true }),
    ...whenGiven(true),
    check('isSomeOf', (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= values.length &&
      value.every((v) => values.includes(v as T))
        ? undefined
        : `must be of ${values.join(', ')}`,
    ),
  );
}

/** How many of something: more than nothing, with up to three digits behind the point. */
export function IsQuantity(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: Number, minimum: 0.001, maximum: 1_000_000, multipleOf: 0.001, example: 2.5 }),
    check('isQuantity', (value) => {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
      if (value <= 0) return 'must be more than 0';
      if (value > 1_000_000) return 'must be at most 1000000';
      return Number(value.toFixed(3)) === value ? undefined : 'must have at most three digits behind the point';
    }),
  );
}

/** A list of objects of a class, each checked by the class's own rules: faults have paths such as `items.3.quantity`. */
export function IsListOf(
  item: Type<object>,
  { min, max, optional }: { min: number; max: number; optional?: boolean },
): PropertyDecorator {
  const docs: ApiPropertyOptions = { type: [item], minItems: min, maxItems: max };
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    ...whenGiven(optional),
    check('isListOf', (value) => {
      if (!Array.isArray(value)) return 'must be a list';
      if (value.length < min) return `must have at least ${min}`;
      if (value.length > max) return `must have at most ${max}`;
      return value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
        ? undefined
        : 'must be a list of objects';
    }),
    ValidateNested({ each: true }),
    TransformTo(() => item),
  );
}

/** An IANA zone such as `Europe/Berlin`. */
export function IsTimeZone(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: String, example: 'Europe/Berlin' }, options),
    check('isTimeZone', (value) =>
      typeof value === 'string' && value.length <= 64 && isTimeZone(value)
        ? undefined
        : 'must be a time zone, such as Europe/Berlin',
    ),
  );
}
