import { problems, type ProblemCatalogue } from './problem.js';

/** The codes that any route may answer. */
export const commonErrors = {
  bad_request: { status: 400, title: 'The request is not understood' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  unauthenticated: { status: 401, title: 'Sign in to go on' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  cross_site_request: { status: 403, title: 'The request came from another site' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'The state does not allow this' },
  payload_too_large: { status: 413, title: 'The body is larger than this route takes' },
  unsupported_media_type: { status: 415, title: 'The body is of a type that this route does not take' },
  validation_failed: { status: 422, title: 'Some fields need another value' },
  rate_limited: { status: 429, title: 'Too many tries, wait a little' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'A part that this needs is down, try again soon' },
} as const satisfies ProblemCatalogue;

export const fail = problems(commonErrors);

/** 422 for one field; for rules that a DTO's decorators cannot see. */
export function invalid(path: string, message: string) {
  return fail('validation_failed', { errors: [{ path, message }] });
}
