/** One field that the server refused; `path` is dotted, as in `users.3.email`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/**
 * Every failed request, as thrown by the generated client once `client.ts` has been imported.
 *
 * `code` is the stable word of the contract. Three are made here: `network` (no answer at all), `rate_limited` and
 * `unavailable` for answers of a proxy in between that are no problem+json.
 */
export class Problem extends Error {
  readonly code: string;
  /** HTTP status, 0 without an answer. */
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly requestId: string | null;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter: number | null;
  /** What this code tells beside the usual, such as `inUse` of `client_in_use`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(init: {
    code: string;
    status: number;
    title?: string;
    errors?: readonly FieldProblem[];
    requestId?: string | null;
    retryAfter?: number | null;
    members?: Readonly<Record<string, unknown>>;
  }) {
    super(init.title ?? init.code);
    this.name = 'Problem';
    this.code = init.code;
    this.status = init.status;
    this.errors = init.errors ?? [];
    this.requestId = init.requestId ?? null;
    this.retryAfter = init.retryAfter ?? null;
    this.members = init.members ?? {};
  }

  /** Whether the same request may well pass a moment later. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

function codeOf(status: number): string {
  if (status === 0) return 'network';
  if (status === 401) return 'unauthenticated';
  if (status === 404) return 'not_found';
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'unavailable' : 'unexpected';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) =>
    isRecord(item) && typeof item.path === 'string' && typeof item.message === 'string'
      ? [{ path: item.path, message: item.message }]
      : [],
  );
}

/** Makes a Problem of whatever a failed request left: a problem+json body, a proxy's page, or a network error. */
export function toProblem(error: unknown, response?: Response): Problem {
  if (error instanceof Problem) return error;
  const status = response?.status ?? 0;
  const body = response && isRecord(error) ? error : {};
  const retryAfter = Number(response?.headers.get('retry-after') ?? Number.NaN);
  return new Problem({
    code: typeof body.code === 'string' ? body.code : codeOf(status),
    status,
    ...(typeof body.title === 'string' ? { title: body.title } : {}),
    errors: fieldProblems(body.errors),
    requestId: response?.headers.get('x-request-id') ?? null,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
    members: body,
  });
}
