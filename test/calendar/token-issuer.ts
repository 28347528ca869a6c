import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatedAccount } from '../../src/embedded/calendars/emulator.js';
import type { HttpReply, HttpRequest, HttpTransport } from '../../src/calendar/providers/http-transport.js';
import type { Clock } from '../../src/shared/time/clock.js';

interface Grant {
  account: EmulatedAccount;
  alive: boolean;
  scopes: string[];
}

export const ISSUER = 'https://issuer.example';

/** The OAuth side of a provider, in memory: discovery, refresh with or without rotation, revocation. Speaks `HttpTransport`. */
export class TokenIssuer {
  readonly client = { clientId: 'muster', clientSecret: 'issuer-secret', issuer: ISSUER };
  #server: Server | undefined;
  /** Answers of the token endpoint that are to come, before it works again. */
  readonly refusals: { status: number; body: object }[] = [];
  /** Asked for each refresh that nothing is planned for. */
  chance: (() => { status: number; body: object } | undefined) | undefined;
  refreshes = 0;
  revocationOffered = true;
  readonly #refresh = new Map<string, Grant>();
  readonly #access = new Map<string, { grant: Grant; expiresAt: number }>();
  #count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly rotates: boolean,
    private readonly lifetime = 3_600,
  ) {}

  /** What a person's consent gives: the refresh token. */
  grant(account: EmulatedAccount, scopes: string[]): string {
    const grant = { account, alive: true, scopes };
    const token = `refresh-${++this.#count}`;
    this.#refresh.set(token, grant);
    return token;
  }

  /** As the person does it in their account's settings. */
  revokeAll(accountId: string): void {
    for (const grant of this.#refresh.values()) if (grant.account.id === accountId) grant.alive = false;
  }

  setScopes(accountId: string, scopes: string[]): void {
    for (const grant of this.#refresh.values()) if (grant.account.id === accountId) grant.scopes = scopes;
  }

  expireAccessTokens(): void {
    this.#access.clear();
  }

  isAlive(refreshToken: string): boolean {
    return this.#refresh.get(refreshToken)?.alive ?? false;
  }

  readonly authorize = (bearer: string): EmulatedAccount | undefined => {
    const access = this.#access.get(bearer);
    if (!access?.grant.alive || access.expiresAt <= this.clock.now().getTime()) return undefined;
    return { ...access.grant.account, scopes: access.grant.scopes };
  };

  readonly transport: HttpTransport = (request) => Promise.resolve(this.#answer(request));

  /** Listens on a loopback port; the issuer is then at that address. */
  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const headers = { authorization: request.headers.authorization ?? '' };
        const { status, text } = this.#answer({
          method: 'POST',
          url: `${this.client.issuer}${request.url}`,
          body,
          headers,
        });
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    this.#server = server;
    this.client.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this.client.issuer;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => void this.#server?.close(() => resolve()));
  }

  #answer({ url, body, headers }: HttpRequest): HttpReply {
    const { issuer } = this.client;
    if (url === `${issuer}/.well-known/openid-configuration`) {
      return reply(200, {
        issuer,
        token_endpoint: `${issuer}/token`,
        ...(this.revocationOffered && { revocation_endpoint: `${issuer}/revoke` }),
      });
    }
    const form = new URLSearchParams(body);
    const basic = `Basic ${Buffer.from('muster:issuer-secret').toString('base64')}`;
    if (headers.authorization !== basic && form.get('client_secret') !== 'issuer-secret') {
      return reply(401, { error: 'invalid_client' });
    }
    const refusal = this.refusals.shift() ?? this.chance?.();
    if (refusal) return reply(refusal.status, refusal.body);
    const presented = form.get('refresh_token') ?? form.get('token') ?? '';
    const grant = this.#refresh.get(presented);
    if (url === `${issuer}/revoke`) {
      if (!grant?.alive) return reply(400, { error: 'invalid_token' });
      grant.alive = false;
      return reply(200, {});
    }
    if (!grant?.alive)
      return reply(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
    this.refreshes++;
    const access = `access-${++this.#count}`;
    this.#access.set(access, { grant, expiresAt: this.clock.in(this.lifetime * 1_000).getTime() });
    let rotated: string | undefined;
    if (this.rotates) {
      // The old one stays good, as at Microsoft.
      rotated = `refresh-${++this.#count}`;
      this.#refresh.set(rotated, grant);
    }
    return reply(200, {
      access_token: access,
      token_type: 'Bearer',
      expires_in: this.lifetime,
      scope: grant.scopes.join(' '),
      ...(rotated && { refresh_token: rotated }),
    });
  }
}

function reply(status: number, body: object): HttpReply {
  return { status, headers: new Headers(), text: JSON.stringify(body) };
}
