import { Injectable, type PipeTransform } from '@nestjs/common';
import { fail } from '../../shared/errors/common.errors.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { CalendarProviders } from '../providers/calendar-providers.js';

/** A provider's name in a path: 404 where there is no such one, or it is not configured. */
@Injectable()
export class ProviderPipe implements PipeTransform<string, CalendarProviderName> {
  constructor(private readonly providers: CalendarProviders) {}

  transform(value: string): CalendarProviderName {
    const found = this.providers.configured().find((name) => name === value);
    if (!found) throw fail('not_found');
    return found;
  }
}
