import { Injectable, type PipeTransform } from '@nestjs/common';
import { fail } from '../errors/common.errors.js';
import { isId } from '../ids/ids.js';

/** An id in a path: what is none is simply not found, like any id that is not there. */
@Injectable()
export class IdPipe<T extends string = string> implements PipeTransform<string, T> {
  transform(value: string): T {
    if (!isId(value)) throw fail('not_found');
    return value.toLowerCase() as T;
  }
}
