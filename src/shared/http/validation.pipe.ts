import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';
import { fail } from '../errors/common.errors.js';
import type { FieldError } from '../errors/problem.js';
import { refuseDeepNesting } from './body-guard.js';

/** What a parameter is typed as where it has no DTO. */
const PLAIN = new Set<unknown>([Object, String, Number, Boolean, Array]);

/** Bodies and queries against their DTO: unknown fields refused, every fault named with its path, 422. */
@Injectable()
export class BodyValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => fail('validation_failed', { errors: errors.flatMap((error) => flatten(error)) }),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') {
      refuseDeepNesting(value);
      if (this.describes(metadata) && (typeof value !== 'object' || value === null || Array.isArray(value))) {
        throw fail('validation_failed', { errors: [{ path: '', message: 'must be a JSON object' }] });
      }
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }

  private describes({ metatype }: ArgumentMetadata): boolean {
    return metatype !== undefined && !PLAIN.has(metatype);
  }
}

function flatten(error: ValidationError, parent = ''): FieldError[] {
  const path = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    path,
    message: rule === 'whitelistValidation' ? 'is not a field of this request' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}
