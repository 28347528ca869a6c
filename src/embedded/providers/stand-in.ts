import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import { randomToken } from '../../shared/crypto/secrets.js';
import { accountPage } from './account-page.js';
import { MemoryStore } from './memory-store.js';
import { claimsOf, type ProviderAccount } from './provider-account.js';
import { readClaims, SigningKey, type TokenClaims, unsignedToken } from './signing-key.js';

/** What the next ID token shall be like, for tests of what a client must refuse. */
export interface Tamper {
  /** Works on a copy of the claims that would have been signed. */
  claims?: (claims: TokenClaims) => TokenClaims;
  /** `none`: `alg: none` without a signature; `stranger`: a key that the issuer does not publish. */
  signature?: 'none' | 'stranger';
}

export interface StandInOptions {
  provider: 'google' | 'microsoft';
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  redirectUris: string[];
  accounts: ProviderAccount[];
  /** Where the client's secret is taken from. Default: the body. */
  clientAuth?: 'client_secret_post' | 'client_secret_basic';
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const LABEL = { google: 'Google', microsoft: 'Microsoft' };
const PATH = { google: '/google', microsoft: '/common/v2.0' };
const SIGN_IN_SCOPES = ['openid', 'email', 'profile', 'offline_access'];
/** Granted for the asking; a grant that holds one of them comes with a refresh token. */
const CALENDAR_SCOPES = [
  'https://www.googleapis.com/auth/calendar',
  'https://www.googleapis.com/auth/calendar.events',
  'https://www.googleapis.com/auth/calendar.events.owned',
  'https://www.googleapis.com/auth/calendar.app.created',
  'Calendars.ReadWrite',
  'https://graph.microsoft.com/Calendars.ReadWrite',
  'User.Read',
];

/** One issuer on panva's oidc-provider that looks like Google or Microsoft to a client. */
export class StandIn {
  readonly path: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string = randomToken();
  readonly #store = new MemoryStore();
  readonly #accounts = new Map<string, ProviderAccount>();
  readonly #provider: Provider;
  readonly #handle: Handler;
  #tampers: Tamper[] = [];

  private constructor(
    private readonly options: StandInOptions,
    private readonly key: SigningKey,
  ) {
    this.path = PATH[options.provider];
    this.issuer = `${options.origin}${this.path}`;
    this.clientId = `muster-${options.provider}`;
    for (const account of options.accounts) this.#accounts.set(account.id, account);
    this.#provider = new Provider(this.issuer, this.#configuration());
    this.#provider.use(async (ctx, next) => {
      await next();
      const body: unknown = ctx.body;
      if (typeof body === 'object' && body !== null) await this.#dress(ctx.path, body as Record<string, unknown>);
    });
    this.#handle = this.#provider.callback() as Handler;
  }

  static async make(options: StandInOptions): Promise<StandIn> {
    return new StandIn(options, await SigningKey.make('stand-in'));
  }

  /** Adds an account, or changes one: same id, other name or address. */
  setAccount(account: ProviderAccount): void {
    this.#accounts.set(account.id, account);
  }

  /** Makes the next ID token hostile; several calls queue up. */
  tamper(tamper: Tamper): void {
    this.#tampers.push(tamper);
  }

  /** Whose access token it is and what it may do; undefined when it is unknown or expired. For the calendar stand-ins. */
  async accessOf(accessToken: string): Promise<{ account: ProviderAccount; scopes: string[] } | undefined> {
    const token = await this.#provider.AccessToken.find(accessToken);
    const account = token?.isValid ? this.#accounts.get(token.accountId) : undefined;
    return account && { account, scopes: token?.scope?.split(' ') ?? [] };
  }

  /** As a person does it in the settings of their account: Muster has no access to the calendar any more. */
  revokeCalendarGrants(accountId: string): void {
    this.#store.revoke(accountId, (scopes) => CALENDAR_SCOPES.some((scope) => scopes.includes(scope)));
  }

  /** `request.url` starts with this issuer's path. */
  async handle(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): Promise<void> {
    request.originalUrl = request.url ?? '';
    request.url = request.originalUrl.slice(this.path.length);
    if (request.url.startsWith('/interaction/')) await this.#choose(request, response);
    else this.#handle(request, response);
  }

  async #choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      await this.#provider.interactionDetails(request, response);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(accountPage(LABEL[this.options.provider], [...this.#accounts.values()]));
      return;
    }
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    const accountId = new URLSearchParams(body).get('account');
    const known = accountId !== null && this.#accounts.has(accountId);
    await this.#provider.interactionFinished(
      request,
      response,
      known ? { login: { accountId, remember: false }, select_account: {}, consent: {} } : { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    );
  }

  /** Makes answers look like the provider's: Microsoft's issuer is a template, and each token carries its own tenant's. */
  async #dress(path: string, body: Record<string, unknown>): Promise<void> {
    const template = `${this.options.origin}/{tenantid}/v2.0`;
    const microsoft = this.options.provider === 'microsoft';
    if (microsoft && path === '/.well-known/openid-configuration') body.issuer = template;
    if (path !== '/token' || typeof body.id_token !== 'string') return;
    const claims = readClaims(body.id_token);
    if (microsoft) claims.iss = template.replace('{tenantid}', String(claims.tid));
    const tamper = this.#tampers.shift();
    const said = tamper?.claims?.({ ...claims }) ?? claims;
    const stranger = tamper?.signature === 'stranger' ? await SigningKey.make('stand-in') : undefined;
    body.id_token = tamper?.signature === 'none' ? unsignedToken(said) : (stranger ?? this.key).sign(said);
  }

  #configuration(): Configuration {
    const { provider, redirectUris } = this.options;
    const cookie = (name: string) => `standin_${provider}_${name}`;
    return {
      adapter: this.#store.adapterFor,
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: redirectUris,
          grant_types: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_method: this.options.clientAuth ?? 'client_secret_post',
        },
      ],
      jwks: { keys: [this.key.jwk] },
      cookies: {
        keys: [randomToken()],
        names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      },
      scopes: [...SIGN_IN_SCOPES, ...CALENDAR_SCOPES],
      claims: {
        openid: ['sub', 'tid', 'oid'],
        email: ['email', 'email_verified', 'xms_edov'],
        profile: ['name', 'preferred_username'],
      },
      // Google and Microsoft put the address into the ID token itself.
      conformIdTokenClaims: false,
      extraParams: ['access_type', 'include_granted_scopes', 'domain_hint'],
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false },
        revocation: { enabled: true },
        rpInitiatedLogout: { enabled: false },
      },
      interactions: { url: (_, { uid }) => `${this.path}/interaction/${uid}`, policy: alwaysChoose() },
      findAccount: (_, id) => {
        const account = this.#accounts.get(id);
        return account && { accountId: id, claims: () => ({ ...claimsOf(provider, account), sub: id }) };
      },
      loadExistingGrant: async ({ oidc }) => {
        const { client, session, params } = oidc;
        if (!client || !session?.accountId) return undefined;
        const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope(String(params?.scope));
        await grant.save();
        return grant;
      },
      issueRefreshToken: (_, __, code) => CALENDAR_SCOPES.some((scope) => code.scopes.has(scope)),
      rotateRefreshToken: provider === 'microsoft',
      ttl: {
        AccessToken: 3600,
        AuthorizationCode: 60,
        Grant: 1_209_600,
        IdToken: 3600,
        Interaction: 600,
        RefreshToken: 1_209_600,
        Session: 600,
      },
      renderError: (ctx, out) => {
        ctx.type = 'text/plain';
        ctx.body = `${out.error}: ${out.error_description ?? ''}`;
      },
    };
  }
}

/** The page comes up every time, whoever was chosen last; both real providers understand `select_account`. */
function alwaysChoose(): interactionPolicy.DefaultPolicy {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  policy.clear();
  const check = () =>
    new Check('chosen', 'Choose an account', ({ oidc }) =>
      oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
    );
  policy.add(new Prompt({ name: 'login', requestable: true }, check()));
  policy.add(new Prompt({ name: 'select_account', requestable: true }));
  policy.add(new Prompt({ name: 'consent', requestable: true }));
  return policy;
}
