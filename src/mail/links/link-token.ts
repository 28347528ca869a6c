import { createHmac } from 'node:crypto';
import { stringify as uuidText, parse as uuidBytes } from 'uuid';
import type { Keyring } from '../../shared/crypto/keyring.js';
import { equalSecrets, type PlainToken } from '../../shared/crypto/secrets.js';
import type { LinkId } from '../../shared/ids/ids.js';
import type { LinkPurpose } from './link-purpose.js';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Link tokens and codes, derived from the link's id by HMAC-SHA-256: whoever has the database, Redis and the logs, but
 * not SESSION_KEYS, holds no usable link. The id stands in front (22 characters, base64url), the purpose is in the MAC.
 */
export class LinkTokens {
  private readonly keys: Keyring;

  constructor(signingKeys: Keyring) {
    this.keys = signingKeys.derive('mailed links');
  }

  tokenOf(link: { id: LinkId; purpose: LinkPurpose }): PlainToken {
    const id = Buffer.from(uuidBytes(link.id)).toString('base64url');
    return (id + mac(this.keys.current.bytes, 'token', link).toString('base64url')) as PlainToken;
  }

  /** The id that a token claims; the row's purpose then decides by `matches`. Undefined for what is no token. */
  idOf(token: string): LinkId | undefined {
    if (!/^[A-Za-z0-9_-]{65}$/.test(token)) return undefined;
    const id = Buffer.from(token.slice(0, 22), 'base64url');
    // 22 characters have four bits more than an id: of its spellings, one is the token.
    if (id.toString('base64url') !== token.slice(0, 22)) return undefined;
    try {
      return uuidText(id) as LinkId;
    } catch {
      return undefined;
    }
  }

  matches(token: string, link: { id: LinkId; purpose: LinkPurpose }): boolean {
    const given = token.slice(22);
    return this.keys.keys.some((key) => equalSecrets(mac(key.bytes, 'token', link).toString('base64url'), given));
  }

  /** The 8 characters beside a magic link, for the browser that asked. Crockford base32: 40 bits. */
  codeOf(link: { id: LinkId; purpose: LinkPurpose }): string {
    return code(this.keys.current.bytes, link);
  }

  /** Takes what people type: any case, spaces and hyphens, O for 0, I and L for 1. */
  codeMatches(typed: string, link: { id: LinkId; purpose: LinkPurpose }): boolean {
    const given = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
    return this.keys.keys.some((key) => equalSecrets(code(key.bytes, link), given));
  }
}

function mac(key: Buffer, use: 'token' | 'code', link: { id: LinkId; purpose: LinkPurpose }): Buffer {
  return createHmac('sha256', key).update(`${use}\0${link.purpose}\0${link.id}`).digest();
}

function code(key: Buffer, link: { id: LinkId; purpose: LinkPurpose }): string {
  return [...mac(key, 'code', link).subarray(0, 8)].map((byte) => CROCKFORD[byte % 32]).join('');
}
