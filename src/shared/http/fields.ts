import { domainToUnicode } from 'node:url';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, registerDecorator, ValidateIf } from 'class-validator';
import { textFault } from './body-guard.js';

interface TextOptions {
  min?: number;
  /** In code points. */
  max: number;
  multiline?: boolean;
  optional?: boolean;
  nullable?: boolean;
  description?: string;
  example?: string;
}

/** A text field: NFC, trimmed, its length in code points, nothing invisible that misleads. */
export function IsText({
  min = 1,
  max,
  multiline = false,
  optional,
  nullable,
  description,
  example,
}: TextOptions): PropertyDecorator {
  const docs: ApiPropertyOptions = { type: String, minLength: min, maxLength: max };
  if (description) docs.description = description;
  if (example) docs.example = example;
  if (nullable) docs.nullable = true;
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.isWellFormed() ? value.normalize('NFC').trim() : value,
    ),
    ...whenGiven(optional, nullable),
    check('isText', (value) => {
      if (typeof value !== 'string') return 'must be text';
      const fault = textFault(value, { multiline });
      if (fault) return fault;
      const length = [...value].length;
      if (length < min) return min === 1 ? 'is needed' : `must have at least ${min} characters`;
      if (length > max) return `must have at most ${max} characters`;
      return undefined;
    }),
  );
}

/** A secret that is compared or hashed as it is: no trimming, no normalising, only a bound on its size. */
export function IsSecretText({
  max,
  description,
  optional,
}: {
  max: number;
  description?: string;
  optional?: boolean;
}): PropertyDecorator {
  const docs: ApiPropertyOptions = {
    type: String,
    format: 'password',
    maxLength: max,
    ...(description && { description }),
  };
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    ...whenGiven(optional),
    check('isSecretText', (value) => {
      if (typeof value !== 'string' || value.length === 0) return 'is needed';
      if (value.length > max) return `must have at most ${max} characters`;
      return undefined;
    }),
  );
}

/** An e-mail address with a dotted domain; kept as typed (trimmed, NFC), compared by `emailKey`. */
export function IsEmailAddress({
  optional,
  nullable,
}: { optional?: boolean; nullable?: boolean } = {}): PropertyDecorator {
  const docs: ApiPropertyOptions = { type: String, format: 'email', maxLength: 254, example: 'ada@acme.example' };
  if (nullable) docs.nullable = true;
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.isWellFormed() ? value.normalize('NFKC').trim() : value,
    ),
    ...whenGiven(optional, nullable),
    check('isEmailAddress', (value) =>
      typeof value === 'string' && isEmailAddress(value) ? undefined : 'must be an e-mail address',
    ),
  );
}

/** A dot-less or bracketed domain, a quoted local part, two dots in a row: refused, as every mail provider does. */
export function isEmailAddress(value: string): boolean {
  if (value.length > 254 || textFault(value) || /\s/.test(value)) return false;
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  const domain = value.slice(at + 1);
  if (at < 1 || local.length > 64 || !/^[^\s@"(),:;<>[\]\\.]+(\.[^\s@"(),:;<>[\]\\.]+)*$/.test(local)) return false;
  const labels = domain.split('.');
  return (
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/**
 * What makes two addresses one mailbox here: trimmed, NFKC, lower case, the domain in letters rather than in Punycode. One
 * account each on the whole platform.
 */
export function emailKey(email: string): string {
  const key = email.trim().normalize('NFKC').toLowerCase();
  const at = key.lastIndexOf('@') + 1;
  const domain = key.slice(at);
  return at > 0 && domain.includes('xn--') ? key.slice(0, at) + (domainToUnicode(domain) || domain) : key;
}

export function IsOneOf<const T extends string>(
  values: readonly T[],
  { optional }: { optional?: boolean } = {},
): PropertyDecorator {
  const docs = { enum: [...values] };
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    ...whenGiven(optional),
    IsIn(values, { message: `must be one of ${values.join(', ')}` }),
  );
}

export function IsFlag({
  optional,
  description,
}: { optional?: boolean; description?: string } = {}): PropertyDecorator {
  const docs = { type: Boolean, ...(description && { description }) };
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    ...whenGiven(optional),
    IsBoolean({ message: 'must be true or false' }),
  );
}

export function IsId({ optional, nullable }: { optional?: boolean; nullable?: boolean } = {}): PropertyDecorator {
  const docs: ApiPropertyOptions = { type: String, format: 'uuid', ...(nullable && { nullable }) };
  return applyDecorators(
    optional ? ApiPropertyOptional(docs) : ApiProperty(docs),
    ...whenGiven(optional, nullable),
    IsUUID(undefined, { message: 'must be an id' }),
  );
}

/** For further kinds of fields. An absent optional field is left alone; null only where the field may be emptied. */
export function whenGiven(optional?: boolean, nullable?: boolean): PropertyDecorator[] {
  if (nullable) return [optional ? IsOptional() : ValidateIf((_, value) => value !== null)];
  return optional ? [ValidateIf((_, value) => value !== undefined)] : [];
}

/** A rule of a field as one function: what is wrong with the value, or undefined. */
export function check(name: string, fault: (value: unknown) => string | undefined): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => fault(value) === undefined,
        defaultMessage: (context) => fault(context?.value) ?? 'needs another value',
      },
    });
  };
}
