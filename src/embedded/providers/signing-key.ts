import { generateKeyPair, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';

export type TokenClaims = Record<string, unknown>;

/** An RS256 key of a stand-in issuer. */
export class SigningKey {
  private constructor(
    private readonly key: KeyObject,
    private readonly kid: string,
  ) {}

  static async make(kid: string): Promise<SigningKey> {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    return new SigningKey(privateKey, kid);
  }

  /** The private JWK that oidc-provider signs with. */
  get jwk(): JWK {
    return { ...this.key.export({ format: 'jwk' }), kid: this.kid, use: 'sig', alg: 'RS256' } as JWK;
  }

  sign(claims: TokenClaims): string {
    const body = `${part({ alg: 'RS256', typ: 'JWT', kid: this.kid })}.${part(claims)}`;
    return `${body}.${sign('sha256', Buffer.from(body), this.key).toString('base64url')}`;
  }
}

/** `alg: none`, as an attacker would try. */
export function unsignedToken(claims: TokenClaims): string {
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

export function readClaims(token: string): TokenClaims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as TokenClaims;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
