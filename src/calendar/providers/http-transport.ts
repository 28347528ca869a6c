import { ProviderError } from './provider-error.js';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface HttpReply {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends one request. Throws `ProviderError` where no usable answer comes; any status below 300 or above 399 is one. */
export type HttpTransport = (request: HttpRequest) => Promise<HttpReply>;

export interface TransportLimits {
  /** For the whole exchange, body included. */
  timeoutMs: number;
  maxBytes: number;
}

export const TRANSPORT_LIMITS: TransportLimits = { timeoutMs: 10_000, maxBytes: 2 * 1024 * 1024 };

/**
 * fetch, made safe for answers that nobody vouches for: a deadline, a cap on size, and no redirect is followed, since one
 * could lead an access token anywhere, this machine's own loopback included.
 */
export function httpTransport(limits = TRANSPORT_LIMITS, send: typeof fetch = fetch): HttpTransport {
  return async ({ method, url, headers, body }) => {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const at = `${method} ${new URL(url).host}`;
    let status: number | null = null;
    try {
      const response = await send(url, {
        method,
        headers,
        redirect: 'manual',
        signal,
        ...(body !== undefined && { body }),
      });
      status = response.status;
      if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
        await response.body?.cancel();
        throw new ProviderError({ kind: 'bug', code: 'unreadable_answer' }, `${at} answered with a redirect`, status);
      }
      return { status, headers: response.headers, text: await readCapped(response, limits.maxBytes, at) };
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      const late = signal.aborted;
      throw new ProviderError(
        { kind: 'try_later', code: late ? 'timeout' : 'unreachable' },
        late ? `${at} gave no answer in ${limits.timeoutMs} ms` : `${at} failed: ${reason(error)}`,
        status,
        { cause: error },
      );
    }
  };
}

async function readCapped(response: Response, maxBytes: number, at: string): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the body, so that the rest is not even received.
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ProviderError(
        { kind: 'bug', code: 'unreadable_answer' },
        `${at} answered with more than ${maxBytes} bytes`,
        response.status,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
