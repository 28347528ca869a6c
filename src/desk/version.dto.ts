import { IsWhole } from '../shared/http/value-fields.js';

/** The version that an edit starts from. */
export function IsVersion(): PropertyDecorator {
  return IsWhole({
    min: 1,
    max: 2_147_483_647,
    optional: true,
    description: 'The version that was read. Where it is another one now: 409 stale, with `changed` and `current`.',
  });
}
