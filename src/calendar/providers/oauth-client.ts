import type { ProviderClient } from '../../shared/config/config.js';
import { type Clock, HOUR, SECOND } from '../../shared/time/clock.js';
import { parseObject, text } from './api-client.js';
import type { HttpReply, HttpTransport } from './http-transport.js';
import { parseRetryAfter, ProviderError } from './provider-error.js';
import { parseTokenError } from './token-error.js';

export interface RefreshedTokens {
  accessToken: string;
  expiresAt: Date;
  /** A new one that replaces the one used, where the provider rotates them (Microsoft does): store it at once. */
  refreshToken: string | undefined;
  /** What the grant covers now; undefined where the provider did not say. */
  scopes: readonly string[] | undefined;
}

interface Endpoints {
  token: string;
  revocation: string | undefined;
  expiresAt: Date;
}

const METADATA_LIFETIME = 12 * HOUR;
const DEFAULT_LIFETIME = 3_600;

/** The token endpoint of an issuer (RFC 6749, RFC 7009), found by discovery. Every method throws `ProviderError`. */
export class OAuthClient {
  #endpoints: Endpoints | undefined;
  #secretIn: 'body' | 'header' = 'body';

  constructor(
    private readonly client: ProviderClient,
    private readonly transport: HttpTransport,
    private readonly clock: Clock,
  ) {}

  async refresh(refreshToken: string): Promise<RefreshedTokens> {
    const { token } = await this.#discover();
    const reply = await this.#post(token, { grant_type: 'refresh_token', refresh_token: refreshToken });
    const body = parseObject(reply.text);
    if (reply.status !== 200) {
      const retryAfter = parseRetryAfter(reply.headers.get('retry-after'), this.clock.now());
      throw new ProviderError(
        { ...parseTokenError(reply.status, body), ...(retryAfter !== undefined && { retryAfter }) },
        `the token endpoint answered ${reply.status} ${text(body?.error)?.slice(0, 60) ?? ''}`,
        reply.status,
      );
    }
    const accessToken = text(body?.access_token);
    if (!accessToken) {
      throw new ProviderError(
        { kind: 'bug', code: 'unreadable_answer' },
        'the token endpoint gave no access token',
        200,
      );
    }
    const lifetime = Number(body?.expires_in);
    return {
      accessToken,
      expiresAt: this.clock.in((lifetime > 0 ? lifetime : DEFAULT_LIFETIME) * SECOND),
      refreshToken: text(body?.refresh_token),
      scopes: text(body?.scope)?.split(' ').filter(Boolean),
    };
  }

  /** Ends the grant at the provider. `unsupported`: it offers no way to (Microsoft); the person can end it there. */
  async revoke(refreshToken: string): Promise<'revoked' | 'unsupported'> {
    const { revocation } = await this.#discover();
    if (!revocation) return 'unsupported';
    const reply = await this.#post(revocation, { token: refreshToken, token_type_hint: 'refresh_token' });
    if (reply.status < 300) return 'revoked';
    const body = parseObject(reply.text);
    // Google answers invalid_token for a grant that is dead already.
    if (reply.status === 400 && ['invalid_token', 'invalid_grant'].includes(text(body?.error) ?? '')) return 'revoked';
    throw new ProviderError(
      parseTokenError(reply.status, body),
      `revocation was answered ${reply.status}`,
      reply.status,
    );
  }

  /** Where a provider takes the secret is found out once: in the body, as Google and Microsoft say, or in the header. */
  async #post(url: string, form: Record<string, string>): Promise<HttpReply> {
    const first = await this.#send(url, form, this.#secretIn);
    if (first.status !== 401 && text(parseObject(first.text)?.error) !== 'invalid_client') return first;
    const other = this.#secretIn === 'body' ? 'header' : 'body';
    const second = await this.#send(url, form, other);
    if (second.status >= 300 && text(parseObject(second.text)?.error) === 'invalid_client') return first;
    this.#secretIn = other;
    return second;
  }

  #send(url: string, form: Record<string, string>, secretIn: 'body' | 'header'): Promise<HttpReply> {
    const { clientId, clientSecret } = this.client;
    const body = new URLSearchParams(form);
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    };
    if (secretIn === 'body') {
      body.set('client_id', clientId);
      body.set('client_secret', clientSecret);
    } else {
      // Both are form-encoded before base64 (RFC 6749 2.3.1).
      const pair = [clientId, clientSecret].map(encodeURIComponent).join(':');
      headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    }
    return this.transport({ method: 'POST', url, headers, body: body.toString() });
  }

  async #discover(): Promise<Endpoints> {
    if (this.#endpoints && this.#endpoints.expiresAt > this.clock.now()) return this.#endpoints;
    try {
      return (this.#endpoints = await this.#fetchMetadata());
    } catch (error) {
      // Old metadata are better than none.
      if (this.#endpoints) return this.#endpoints;
      throw error;
    }
  }

  async #fetchMetadata(): Promise<Endpoints> {
    const { issuer } = this.client;
    const reply = await this.transport({
      method: 'GET',
      url: `${issuer}/.well-known/openid-configuration`,
      headers: { accept: 'application/json' },
    });
    if (reply.status >= 500 || reply.status === 429) {
      throw new ProviderError(
        { kind: 'try_later', code: 'unavailable' },
        `discovery was answered ${reply.status}`,
        reply.status,
      );
    }
    const body = parseObject(reply.text);
    const token = this.#endpoint(body?.token_endpoint);
    if (!token) {
      throw new ProviderError(
        { kind: 'bug', code: 'misconfigured' },
        `${issuer} has no usable token endpoint`,
        reply.status,
      );
    }
    const revocation = this.#endpoint(body?.revocation_endpoint);
    return { token, revocation, expiresAt: this.clock.in(METADATA_LIFETIME) };
  }

  /** The secret and the refresh token go there: https, or http where the operator configured http (a loopback issuer). */
  #endpoint(value: unknown): string | undefined {
    const url = text(value);
    if (!url || !URL.canParse(url)) return undefined;
    const { protocol, origin } = new URL(url);
    return protocol === 'https:' || origin === new URL(this.client.issuer).origin ? url : undefined;
  }
}
