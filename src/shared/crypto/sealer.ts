import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.js';
import type { Sealed } from './secrets.js';

/**
 * AES-256-GCM for secrets that must be read again (TOTP secrets, calendar tokens). `owner` (the id of the row or user
 * that the secret belongs to) is associated data: a sealed value copied to another row does not open.
 */
export class Sealer {
  constructor(private readonly keyring: Keyring) {}

  seal(plain: string, owner: string): Sealed {
    const { id, bytes } = this.keyring.current;
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${id}.${iv.toString('base64url')}.${body.toString('base64url')}` as Sealed;
  }

  /** Throws when the key is gone from `ENCRYPTION_KEYS`, the owner is another one, or the value was touched. */
  open(sealed: Sealed, owner: string): string {
    const [version, id, iv, body] = sealed.split('.');
    if (version !== 'v1' || !id || !iv || !body) throw new Error('not a sealed value');
    const key = this.keyring.find(id);
    if (!key) throw new Error(`sealed with key ${id}, which ENCRYPTION_KEYS does not hold`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
  }
}
