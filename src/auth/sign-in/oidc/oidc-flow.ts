import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { SigningKeys } from '../../../shared/crypto/crypto.module.js';
import { Sealer } from '../../../shared/crypto/sealer.js';
import { hashToken, type Sealed, type TokenHash } from '../../../shared/crypto/secrets.js';
import { Clock, MINUTE } from '../../../shared/time/clock.js';
import type { ProviderName } from './identity.js';
import { localPath } from './return-to.js';

export const FLOW_LIFETIME = 10 * MINUTE;

/** One trip to a provider and back. Lives in a cookie of the browser that set out, nowhere else. */
export interface OidcFlow {
  state: string;
  nonce: string;
  /** PKCE code verifier (RFC 7636). */
  verifier: string;
  /** A local path, see `localPath`. */
  returnTo: string;
  expiresAt: Date;
}

/**
 * Makes flows and turns them into a cookie's value and back: sealed (AES-256-GCM), so that the browser can neither read
 * nor change it, and for one provider only. That a flow is used once is not the cookie's to promise: whoever redeems
 * it records `flowMark` first.
 */
@Injectable()
export class OidcFlows {
  readonly #sealer: Sealer;

  constructor(
    keys: SigningKeys,
    private readonly clock: Clock,
  ) {
    this.#sealer = new Sealer(keys.derive('oidc-flow'));
  }

  begin(returnTo: unknown): OidcFlow {
    return {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      returnTo: localPath(returnTo),
      expiresAt: this.clock.in(FLOW_LIFETIME),
    };
  }

  seal(provider: ProviderName, flow: OidcFlow): Sealed {
    return this.#sealer.seal(JSON.stringify({ ...flow, expiresAt: flow.expiresAt.getTime() }), provider);
  }

  /** Undefined when the value is missing, touched, another provider's, or older than ten minutes. */
  open(provider: ProviderName, cookie: string | undefined): OidcFlow | undefined {
    if (!cookie) return undefined;
    try {
      const flow = JSON.parse(this.#sealer.open(cookie as Sealed, provider)) as OidcFlow & { expiresAt: number };
      if (flow.expiresAt <= this.clock.now().getTime()) return undefined;
      return { ...flow, expiresAt: new Date(flow.expiresAt) };
    } catch {
      return undefined;
    }
  }
}

/** What marks a flow as used. */
export function flowMark(flow: OidcFlow): TokenHash {
  return hashToken(flow.state);
}
