import type { Clock } from '../../shared/time/clock.js';
import type { HttpReply, HttpRequest, HttpTransport } from './http-transport.js';
import { parseRetryAfter, ProviderError, type ProviderFault } from './provider-error.js';

/** Gives access tokens of one connection. Throws `ProviderError` where there is none to be had. */
export interface TokenSource {
  current(): Promise<string>;
  /** Another one than `refused`, which the provider did not take. */
  renew(refused: string): Promise<string>;
  /**
   * Asked when the API says that the grant does not cover a call: throws the kind `reconnect` where the token endpoint, whose
   * word counts, says so too. The API's word alone does not end a grant.
   */
  checkScopes(): Promise<void>;
}

/** An object of JSON that nobody vouches for. */
export type Json = Record<string, unknown>;

/** What an error answer says, by status and parsed body (undefined when it is no JSON object). Pure. */
export type ErrorParser = (status: number, body: Json | undefined) => ProviderFault;

export interface ApiCall {
  method: HttpRequest['method'];
  /** Below the base address, with its query; or a whole address below it. */
  path: string;
  body?: Json;
  headers?: Record<string, string>;
  /** Statuses that are an answer here and no error. */
  expect?: readonly number[];
}

export interface ApiReply {
  status: number;
  headers: Headers;
  /** Empty where there is none. */
  json: Json;
}

/** JSON over HTTP with a bearer token; one renewal after a 401, and no other second try. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly transport: HttpTransport,
    private readonly tokens: TokenSource,
    private readonly parseError: ErrorParser,
    private readonly clock: Clock,
  ) {}

  async call({ method, path, body, headers, expect = [] }: ApiCall): Promise<ApiReply> {
    const request = {
      method,
      url: this.#below(path),
      headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    };
    const token = await this.tokens.current();
    let reply = await this.#send(request, token);
    if (reply.status === 401) reply = await this.#send(request, await this.tokens.renew(token));

    const json = parseObject(reply.text);
    if (expect.includes(reply.status)) return { status: reply.status, headers: reply.headers, json: json ?? {} };
    if (reply.status >= 200 && reply.status < 300) {
      if (!json && reply.status !== 204) {
        throw new ProviderError(
          { kind: 'bug', code: 'unreadable_answer' },
          `${method} was answered with something that is no JSON`,
          reply.status,
        );
      }
      return { status: reply.status, headers: reply.headers, json: json ?? {} };
    }
    const fault = this.parseError(reply.status, json);
    if (fault.code === 'permission_missing') await this.tokens.checkScopes();
    const retryAfter = parseRetryAfter(reply.headers.get('retry-after'), this.clock.now());
    throw new ProviderError(
      { ...fault, ...(retryAfter !== undefined && { retryAfter }) },
      `${method} was answered ${reply.status}: ${whatItSays(json)}`,
      reply.status,
    );
  }

  #send(request: HttpRequest, token: string): Promise<HttpReply> {
    return this.transport({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  }

  /** Next pages come as whole addresses from the provider: one that leads elsewhere would be given the token. */
  #below(path: string): string {
    if (path.startsWith('/')) return `${this.baseUrl}${path}`;
    const url = URL.canParse(path) ? new URL(path).href : '';
    if (!url.startsWith(`${new URL(this.baseUrl).href.replace(/\/$/, '')}/`)) {
      throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, 'the next page is at another address');
    }
    return url;
  }
}

export function parseObject(text: string): Json | undefined {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Google and Microsoft both answer `{error: {code, message}}`. */
function whatItSays(json: Json | undefined): string {
  const error = object(json?.error);
  return (text(error?.message) ?? text(json?.error) ?? 'nothing readable').slice(0, 200);
}
