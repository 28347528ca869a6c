import { createHash, hkdfSync } from 'node:crypto';

export interface Key {
  /** The first 8 hex digits of SHA-256 of the key: says which key made something, reveals nothing of it. */
  id: string;
  bytes: Buffer;
}

/**
 * An ordered set of 32-byte keys: the first makes, all read. That is how keys rotate: put the new one in front,
 * drop the old one when nothing made with it is alive any more.
 */
export class Keyring {
  readonly keys: readonly Key[];

  constructor(keys: readonly Buffer[]) {
    if (keys.length === 0 || keys.some((key) => key.length !== 32)) throw new Error('a keyring needs keys of 32 bytes');
    this.keys = keys.map((bytes) => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }));
  }

  get current(): Key {
    return this.keys[0] as Key;
  }

  find(id: string): Key | undefined {
    return this.keys.find((key) => key.id === id);
  }

  /** The same ring for one purpose only (HKDF-SHA-256), so that no two uses share a key. */
  derive(purpose: string): Keyring {
    return new Keyring(this.keys.map((key) => Buffer.from(hkdfSync('sha256', key.bytes, 'muster', purpose, 32))));
  }
}
