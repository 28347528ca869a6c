import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  type CustomFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { ProviderClient } from '../../../shared/config/config.js';
import { type Clock, HOUR } from '../../../shared/time/clock.js';
import type { Claims, ProviderName } from './identity.js';
import type { OidcFlow } from './oidc-flow.js';

/** Seconds for each request to a provider. */
const TIMEOUT = 5;
const DISCOVERY_LIFETIME = 12 * HOUR;
const DISCOVERY_PAUSES = [200, 800];
/** Both authenticate a client by its secret; Google and Microsoft take either, others insist on one. */
const CLIENT_AUTH = { client_secret_post: ClientSecretPost, client_secret_basic: ClientSecretBasic };
type ClientAuthMethod = keyof typeof CLIENT_AUTH;
/** The one issuer for which openid-client compares `iss` with a template. */
const ENTRA = new URL('https://login.microsoftonline.com/common/v2.0');
const TENANT = '{tenantid}';

/** `denied`: the person said no at the provider. `fault`: anything else; the message is for the log, not for people. */
export class OidcError extends Error {
  constructor(
    readonly kind: 'denied' | 'fault',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a provider is asked for. */
export interface OidcAsk {
  scope: string;
  /** Further parameters of the authorization request. */
  params?: Record<string, string>;
}

/** No more than who it is. */
const SIGN_IN: OidcAsk = { scope: 'openid email profile' };

/** What a consent gives. */
export interface OidcGrant {
  claims: Claims;
  accessToken: string;
  refreshToken: string | undefined;
  /** Of the access token, seconds; undefined where the provider does not say. */
  lifetime: number | undefined;
  /** Undefined where the provider does not say, which means: what was asked for. */
  scopes: string[] | undefined;
}

interface Discovered {
  config: Configuration;
  /** The issuer of the discovery document; for Microsoft's `/common` a template with `{tenantid}`. */
  issuer: string;
  expiresAt: Date;
}

/**
 * A provider by OpenID Connect: code flow, PKCE S256, state, nonce, `iss` (RFC 9207), and an ID token whose signature,
 * issuer, audience, times and nonce are checked. The metadata are discovered at first use and kept for twelve hours; when a
 * provider is away, only its own sign-in fails.
 */
export class OidcProvider {
  readonly #discovered = new Map<ClientAuthMethod, Discovered>();
  readonly #discovering = new Map<ClientAuthMethod, Promise<Discovered>>();
  #method: ClientAuthMethod = 'client_secret_post';

  /** `redirectUri` is the whole address of the callback, built from `APP_URL`. */
  constructor(
    readonly name: ProviderName,
    private readonly client: ProviderClient,
    private readonly redirectUri: string,
    private readonly clock: Clock,
    private readonly ask: OidcAsk = SIGN_IN,
  ) {}

  /** Where to send the browser. */
  async authorizationUrl(flow: OidcFlow): Promise<URL> {
    const { config } = await this.#discover(this.#method);
    return buildAuthorizationUrl(config, {
      redirect_uri: this.redirectUri,
      scope: this.ask.scope,
      ...this.ask.params,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
  }

  /** Redeems the query of the callback for the claims of the checked ID token. Throws `OidcError`. */
  async redeem(flow: OidcFlow, query: string): Promise<Claims> {
    return (await this.redeemGrant(flow, query)).claims;
  }

  /** The same with the tokens, for who asked for more than who it is. */
  async redeemGrant(flow: OidcFlow, query: string): Promise<OidcGrant> {
    const method = this.#method;
    try {
      return await this.#redeem(method, flow, query);
    } catch (error) {
      if (!isInvalidClient(error)) throw oidcError(error);
    }
    // Some providers take the secret in one place only. A refused client has not spent the code.
    const other = method === 'client_secret_post' ? 'client_secret_basic' : 'client_secret_post';
    try {
      const grant = await this.#redeem(other, flow, query);
      this.#method = other;
      return grant;
    } catch (error) {
      throw oidcError(error);
    }
  }

  async #redeem(method: ClientAuthMethod, flow: OidcFlow, query: string): Promise<OidcGrant> {
    const { config, issuer } = await this.#discover(method);
    const url = new URL(this.redirectUri);
    url.search = query;
    const answeredBy = url.searchParams.get('iss');
    const templated = issuer.includes(TENANT);
    if (templated && answeredBy !== null) {
      if (answeredBy !== this.client.issuer && !fits(issuer, answeredBy)) {
        throw new OidcError('fault', 'the answer names another issuer');
      }
      url.searchParams.set('iss', issuer);
    }
    const tokens = await authorizationCodeGrant(config, url, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new OidcError('fault', 'no ID token came');
    if (templated && answeredBy !== null && answeredBy !== this.client.issuer && claims.iss !== answeredBy) {
      throw new OidcError('fault', 'the answer and its ID token name different tenants');
    }
    return {
      claims,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      lifetime: tokens.expires_in,
      scopes: tokens.scope?.split(' ').filter(Boolean),
    };
  }

  async #discover(method: ClientAuthMethod): Promise<Discovered> {
    const known = this.#discovered.get(method);
    if (known && known.expiresAt > this.clock.now()) return known;
    let running = this.#discovering.get(method);
    if (!running) {
      running = this.#fetchMetadata(method).finally(() => this.#discovering.delete(method));
      this.#discovering.set(method, running);
    }
    try {
      return await running;
    } catch (error) {
      // Stale metadata are better than none: keys are fetched anew anyway.
      if (known) return known;
      throw oidcError(error);
    }
  }

  async #fetchMetadata(method: ClientAuthMethod): Promise<Discovered> {
    for (let attempt = 0; ; attempt++) {
      try {
        const discovered = await this.#fetchOnce(CLIENT_AUTH[method](this.client.clientSecret));
        this.#discovered.set(method, discovered);
        return discovered;
      } catch (error) {
        const pause = DISCOVERY_PAUSES[attempt];
        if (pause === undefined || error instanceof OidcError) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  async #fetchOnce(auth: ClientAuth): Promise<Discovered> {
    const { issuer, clientId } = this.client;
    const microsoft = this.name === 'microsoft';
    const config = await discovery(microsoft ? ENTRA : new URL(issuer), clientId, undefined, auth, {
      timeout: TIMEOUT,
      // The signature of the ID token is checked too, though it comes straight from the token endpoint.
      execute: [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
      ...(microsoft && { [customFetch]: entraAt(issuer) }),
    });
    const discovered = config.serverMetadata().issuer;
    if (microsoft && discovered !== issuer && !sameOrigin(discovered, issuer)) {
      throw new OidcError('fault', `the discovery document of ${issuer} names the issuer ${discovered}`);
    }
    return { config, issuer: discovered, expiresAt: this.clock.in(DISCOVERY_LIFETIME) };
  }
}

/**
 * openid-client compares an ID token's `iss` with the template and the token's own `tid` only when it believes to talk to
 * Microsoft's host. So it is told so, and the one request that it makes there, discovery, is led to the
 * configured issuer; all other addresses come from the document. What the document calls itself is checked by the caller.
 */
function entraAt(issuer: string): CustomFetch {
  const suffix = '/.well-known/openid-configuration';
  return (url, options) =>
    // Its options are fetch's, written without exactOptionalPropertyTypes in mind: an absent body is undefined there.
    fetch(url === `${ENTRA.href}${suffix}` ? `${issuer}${suffix}` : url, options as RequestInit);
}

/** `https://host/common/v2.0` calls itself `https://host/{tenantid}/v2.0`; some call themselves by a tenant. */
function sameOrigin(discovered: string, issuer: string): boolean {
  return URL.canParse(discovered) && new URL(discovered).origin === new URL(issuer).origin;
}

function fits(template: string, issuer: string): boolean {
  const [before = '', after = ''] = template.split(TENANT);
  const tenant = issuer.slice(before.length, issuer.length - after.length);
  return issuer === `${before}${tenant}${after}` && /^[\w.-]+$/.test(tenant);
}

function isInvalidClient(error: unknown): boolean {
  return error instanceof Error && 'status' in error && (error.status === 401 || isNamed(error, 'invalid_client'));
}

function isNamed(error: Error, code: string): boolean {
  return 'error' in error && error.error === code;
}

function oidcError(error: unknown): OidcError {
  if (error instanceof OidcError) return error;
  if (error instanceof AuthorizationResponseError) {
    // The state was right, so this is the provider's word: RFC 6749 4.1.2.1, and OpenID Connect's own kind of no.
    const denied = ['access_denied', 'consent_required', 'interaction_required', 'login_required'];
    return new OidcError(denied.includes(error.error) ? 'denied' : 'fault', `the provider answered ${error.error}`, {
      cause: error,
    });
  }
  return new OidcError('fault', error instanceof Error ? error.message : 'unknown', { cause: error });
}
