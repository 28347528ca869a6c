import { Injectable, Logger } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { flowMark, OidcError, OidcProvider, readIdentity, type OidcFlow, type ProviderName } from '../../auth/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { Config } from '../../shared/config/config.js';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import { Sealer } from '../../shared/crypto/sealer.js';
import type { Sealed } from '../../shared/crypto/secrets.js';
import { fail } from '../../shared/errors/common.errors.js';
import type { UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock, HOUR, MINUTE, SECOND } from '../../shared/time/clock.js';
import type { CalendarProviderName } from '../providers/calendar-provider.js';
import { CalendarProviders } from '../providers/calendar-providers.js';
import { canWriteEvents, GRANT_SCOPES } from '../providers/grant-scopes.js';
import type { CalendarGrant } from './connections.service.js';

export const FLOW_LIFETIME = 10 * MINUTE;

/** Why nothing was connected, as the page explains it (`/account/calendars?error=`). */
export type GrantFailure = 'provider_denied' | 'provider_error' | 'other_user' | 'permission_missing';

interface GrantFlow extends OidcFlow {
  /** Whose calendar it is to become: the callback in another person's session connects nothing. */
  userId: UserId;
}

const ISSUER: Record<CalendarProviderName, ProviderName> = { google: 'google', outlook: 'microsoft' };
/** Google gives a refresh token only where consent is asked for anew; Microsoft does for `offline_access`. */
const PARAMS: Record<CalendarProviderName, Record<string, string>> = {
  google: { access_type: 'offline', prompt: 'consent' },
  outlook: { prompt: 'select_account' },
};

/** A person's way to a provider and back, for a grant of its own beside sign-in's. */
@Injectable()
export class GrantFlows {
  private readonly logger = new Logger(GrantFlows.name);
  readonly #sealer: Sealer;
  readonly #issuers = new Map<CalendarProviderName, OidcProvider>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: TenantDb,
    private readonly providers: CalendarProviders,
    keys: SigningKeys,
  ) {
    this.#sealer = new Sealer(keys.derive('calendar-flow'));
  }

  /** Where to send the browser, and what to give it to bring back. */
  async begin(actor: Actor, provider: CalendarProviderName): Promise<{ url: URL; cookie: Sealed } | 'provider_error'> {
    const flow: GrantFlow = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      returnTo: '/account/calendars',
      expiresAt: this.clock.in(FLOW_LIFETIME),
      userId: actor.userId,
    };
    try {
      const url = await this.issuer(provider).authorizationUrl(flow);
      return { url, cookie: this.#sealer.seal(JSON.stringify(flow), provider) };
    } catch (error) {
      return this.failed(provider, error);
    }
  }

  /** Redeems the callback's query. The flow is used up by it, whatever comes of it. */
  async finish(
    actor: Actor,
    provider: CalendarProviderName,
    cookie: string | undefined,
    query: string,
  ): Promise<CalendarGrant | GrantFailure> {
    const flow = this.open(provider, cookie);
    if (!flow) return 'provider_error';
    const [used] = await this.db.lookup<{ use_oidc_flow: boolean }>('use_oidc_flow', [
      flowMark(flow),
      this.clock.now(),
      flow.expiresAt,
    ]);
    if (!used?.use_oidc_flow) return 'provider_error';
    if (flow.userId !== actor.userId) return 'other_user';
    try {
      const grant = await this.issuer(provider).redeemGrant(flow, query);
      const identity = readIdentity(ISSUER[provider], grant.claims, []);
      if (!identity) return 'provider_error';
      if (!canWriteEvents(provider, grant.scopes ?? GRANT_SCOPES[provider])) return 'permission_missing';
      if (!grant.refreshToken) throw new OidcError('fault', 'the provider gave no refresh token');
      const { accessToken, refreshToken, lifetime = HOUR / SECOND } = grant;
      return {
        provider,
        accountKey: identity.key,
        accountEmail: identity.email,
        tokens: { accessToken, refreshToken, expiresAt: this.clock.in(lifetime * SECOND) },
      };
    } catch (error) {
      return this.failed(provider, error);
    }
  }

  private open(provider: CalendarProviderName, cookie: string | undefined): GrantFlow | undefined {
    if (!cookie) return undefined;
    try {
      const flow = JSON.parse(this.#sealer.open(cookie as Sealed, provider)) as GrantFlow;
      const expiresAt = new Date(flow.expiresAt);
      return expiresAt > this.clock.now() ? { ...flow, expiresAt } : undefined;
    } catch {
      return undefined;
    }
  }

  private failed<T extends 'provider_error' | 'provider_denied'>(provider: CalendarProviderName, error: unknown): T {
    if (!(error instanceof OidcError)) throw error;
    if (error.kind === 'denied') return 'provider_denied' as T;
    this.logger.warn({ provider, reason: error.message }, 'a calendar was not connected');
    return 'provider_error' as T;
  }

  private issuer(provider: CalendarProviderName): OidcProvider {
    let issuer = this.#issuers.get(provider);
    if (!issuer) {
      const client = this.providers.client(provider);
      if (!client) throw fail('not_found');
      const callback = `${this.config.appUrl}/api/v1/me/calendars/${provider}/callback`;
      const ask = { scope: GRANT_SCOPES[provider].join(' '), params: PARAMS[provider] };
      issuer = new OidcProvider(ISSUER[provider], client, callback, this.clock, ask);
      this.#issuers.set(provider, issuer);
    }
    return issuer;
  }
}
