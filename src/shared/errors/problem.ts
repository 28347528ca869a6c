/** What an error code means to a client: its HTTP status and a title that never changes with the case. */
export interface ProblemSpec {
  status: number;
  title: string;
}

export type ProblemCatalogue = Record<string, ProblemSpec>;

export interface FieldError {
  /** Dotted path into the body or query, array indexes as numbers: `users.3.email`. */
  path: string;
  message: string;
}

export interface ProblemExtras {
  detail?: string;
  errors?: FieldError[];
  /** Seconds, becomes the `Retry-After` header. */
  retryAfter?: number;
  /** Further members of the problem document, such as `current` of a stale edit. */
  members?: Record<string, unknown>;
}

/** An answer that is an error: thrown anywhere below a controller, turned into problem+json by `ProblemFilter`. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly spec: ProblemSpec,
    readonly extras: ProblemExtras = {},
  ) {
    super(extras.detail ?? spec.title);
  }
}

/**
 * Makes the thrower of one catalogue: `const fail = problems(usersErrors); throw fail('own_role')`. Codes are typed,
 * so an unknown one does not compile.
 */
export function problems<C extends ProblemCatalogue>(catalogue: C) {
  return (code: keyof C & string, extras?: ProblemExtras) => new Problem(code, catalogue[code] as ProblemSpec, extras);
}
