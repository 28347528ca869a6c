import type { Sealer } from '../../shared/crypto/sealer.js';
import type { Sealed } from '../../shared/crypto/secrets.js';
import type { OrgId } from '../../shared/ids/ids.js';
import { fenced, type TenantDb } from '../../shared/tenancy/tenant-db.js';
import type { GrantTokens, TokenStore } from '../providers/connection-tokens.js';
import { ProviderError } from '../providers/provider-error.js';
import type { ConnectionStore } from './connection-store.js';

const TOKENS = fenced(
  'calendar_connection_tokens',
  `select c.refresh_token, c.access_token, c.access_expires_at from calendar_connections c
   where c.org_id = fence.org and c.id = $2`,
);

/** A connection's tokens in PostgreSQL: AES-256-GCM, with the connection's id as associated data. */
export class SealedTokens implements TokenStore {
  constructor(
    private readonly db: Pick<TenantDb, 'read'>,
    private readonly sealer: Sealer,
    private readonly store: Pick<ConnectionStore, 'hold' | 'write'>,
    private readonly orgId: OrgId,
    private readonly connectionId: string,
  ) {}

  /** Before every call to the provider; so it is here that a worker in a long row of calls keeps the calendar, or learns that it lost it. */
  async read(): Promise<GrantTokens | null> {
    await this.store.hold();
    const [row] = await this.db.read<{
      refresh_token: Sealed | null;
      access_token: Sealed | null;
      access_expires_at: string | null;
    }>(this.orgId, TOKENS, [this.connectionId]);
    if (!row?.refresh_token) return null;
    const open = (sealed: Sealed) => {
      try {
        return this.sealer.open(sealed, this.connectionId);
      } catch (error) {
        // Its key is gone from ENCRYPTION_KEYS, and the grant with it.
        throw new ProviderError({ kind: 'reconnect', code: 'grant_revoked' }, 'the tokens cannot be opened', null, {
          cause: error,
        });
      }
    };
    return {
      refreshToken: open(row.refresh_token),
      accessToken: row.access_token && open(row.access_token),
      expiresAt: row.access_expires_at === null ? null : new Date(row.access_expires_at),
    };
  }

  async save({ refreshToken, accessToken, expiresAt }: GrantTokens): Promise<void> {
    const seal = (plain: string) => this.sealer.seal(plain, this.connectionId);
    await this.store.write(
      'update calendar_connections set refresh_token = ?, access_token = ?, access_expires_at = ? where id = ?',
      [seal(refreshToken), accessToken === null ? null : seal(accessToken), expiresAt, this.connectionId],
    );
  }
}
