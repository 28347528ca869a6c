export type ProviderName = 'google' | 'microsoft';

/** Who a provider says this is. */
export interface ProviderIdentity {
  provider: ProviderName;
  /** The provider's own name for the account, for good: Google `sub`, Microsoft `tid:oid`. Never an address. */
  key: string;
  /** The address that the token carries, as it is written there. */
  email: string | null;
  /** Whether the provider vouches that the address is this person's. Without it the address proves nothing. */
  emailVouched: boolean;
}

export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of a checked ID token; undefined when they name nobody. What is missing or of another type counts
 * against the address: anybody can make a Microsoft tenant and write any address into it (nOAuth), so only
 * `xms_edov`, or a tenant that the operator pinned in `MICROSOFT_TENANTS` (lower case), makes it proof.
 */
export function readIdentity(
  provider: ProviderName,
  claims: Claims,
  trustedTenants: readonly string[],
): ProviderIdentity | undefined {
  const email = typeof claims.email === 'string' && claims.email.length <= 320 ? claims.email.trim() || null : null;
  const identified = (key: string, vouched: boolean): ProviderIdentity => ({
    provider,
    key,
    email,
    emailVouched: vouched && email !== null,
  });
  if (provider === 'google') {
    const sub = text(claims.sub);
    const verified = claims.email_verified === true || claims.email_verified === 'true';
    return sub === undefined ? undefined : identified(sub, verified);
  }
  const tenant = text(claims.tid)?.toLowerCase();
  const object = text(claims.oid)?.toLowerCase();
  if (!tenant || !object) return undefined;
  const ownerVerified = claims.xms_edov === true || claims.xms_edov === 1 || claims.xms_edov === '1';
  return identified(`${tenant}:${object}`, ownerVerified || trustedTenants.includes(tenant));
}

/** Ids only: no separator of ours, nothing that a template or a log would trip over. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.|-]{1,255}$/.test(value) ? value : undefined;
}
