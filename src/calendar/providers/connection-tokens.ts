import { type Clock, MINUTE } from '../../shared/time/clock.js';
import type { TokenSource } from './api-client.js';
import type { CalendarProviderName } from './calendar-provider.js';
import { canWriteEvents } from './grant-scopes.js';
import type { OAuthClient } from './oauth-client.js';
import { ProviderError } from './provider-error.js';

export interface GrantTokens {
  refreshToken: string;
  /** The last access token; null where there was none yet. */
  accessToken: string | null;
  expiresAt: Date | null;
}

/** Where a connection's tokens are kept, sealed. */
export interface TokenStore {
  /** Null when they were erased. */
  read(): Promise<GrantTokens | null>;
  /** Must be on disk when it resolves: a rotated refresh token that is lost is a lost grant. */
  save(tokens: GrantTokens): Promise<void>;
}

/** An access token with less life than this is not used: the call must arrive before it ends. */
const MARGIN = MINUTE;

/** Access tokens of one connection. The caller holds the connection's lock, so there is one refresher at a time. */
export class ConnectionTokens implements TokenSource {
  constructor(
    private readonly provider: CalendarProviderName,
    private readonly store: TokenStore,
    private readonly oauth: OAuthClient,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<string> {
    const tokens = await this.#read();
    return this.#usable(tokens) ?? this.#refresh(tokens);
  }

  async renew(refused: string): Promise<string> {
    const tokens = await this.#read();
    const usable = this.#usable(tokens);
    return usable !== undefined && usable !== refused ? usable : this.#refresh(tokens);
  }

  async checkScopes(): Promise<void> {
    await this.#refresh(await this.#read());
  }

  async #read(): Promise<GrantTokens> {
    const tokens = await this.store.read();
    if (!tokens) throw new ProviderError({ kind: 'reconnect', code: 'grant_revoked' }, 'the connection has no tokens');
    return tokens;
  }

  #usable({ accessToken, expiresAt }: GrantTokens): string | undefined {
    return accessToken !== null && expiresAt !== null && expiresAt > this.clock.in(MARGIN) ? accessToken : undefined;
  }

  async #refresh(tokens: GrantTokens): Promise<string> {
    const { accessToken, expiresAt, refreshToken, scopes } = await this.oauth.refresh(tokens.refreshToken);
    await this.store.save({ refreshToken: refreshToken ?? tokens.refreshToken, accessToken, expiresAt });
    if (scopes && !canWriteEvents(this.provider, scopes)) {
      throw new ProviderError(
        { kind: 'reconnect', code: 'permission_missing' },
        'the grant no longer covers the calendar',
      );
    }
    return accessToken;
  }
}
