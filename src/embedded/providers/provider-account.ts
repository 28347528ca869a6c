import { createHash } from 'node:crypto';

/** A test account at the stand-ins for Google and Microsoft. */
export interface ProviderAccount {
  /** The provider's own id of the account: stays when name or address change. */
  id: string;
  name: string;
  email: string;
  /** Whether the provider vouches for the address (`email_verified`, `xms_edov`). Default: yes. */
  emailVerified?: boolean;
  /** The Microsoft tenant. Default: one for all. */
  tenant?: string;
}

export const DEMO_TENANT = '3f0c4d6a-7b1e-4c52-9d7e-2a5b8c9d0e1f';

/** The claims by which Google or Microsoft name an account. */
export function claimsOf(provider: 'google' | 'microsoft', account: ProviderAccount): Record<string, unknown> {
  const { id, name, email, emailVerified = true, tenant = DEMO_TENANT } = account;
  if (provider === 'google') return { sub: id, name, email, email_verified: emailVerified };
  return {
    sub: id,
    name,
    email,
    preferred_username: email,
    tid: tenant,
    oid: uuidFrom(`${tenant}:${id}`),
    // Microsoft leaves the claim out rather than saying false.
    ...(emailVerified && { xms_edov: true }),
  };
}

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
