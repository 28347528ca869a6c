import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import { hashToken, type PlainToken } from '../../shared/crypto/secrets.js';
import { isId, type SessionId } from '../../shared/ids/ids.js';
import { Clock } from '../../shared/time/clock.js';
import { LRUCache } from 'lru-cache';

/** The JWT in the cookie or the bearer header: HS256, names a session and nothing else. */
@Injectable()
export class SessionTokens {
  private readonly keys;
  /** Tokens that verified, by their hash: a signature does not stop being right. Whether the session lives is asked anew. */
  private readonly verified = new LRUCache<string, SessionId>({ max: 20_000 });

  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    signingKeys: SigningKeys,
  ) {
    this.keys = signingKeys.derive('sessions');
  }

  make(id: SessionId): PlainToken {
    const { id: keyid, bytes } = this.keys.current;
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    return this.jwt.sign({ sid: id, iat }, { secret: bytes, algorithm: 'HS256', keyid }) as PlainToken;
  }

  /** The session that a token names; undefined where it is not one of ours, whatever else it may be. */
  read(token: string): SessionId | undefined {
    const hash = hashToken(token);
    const known = this.verified.get(hash);
    if (known) return known;
    for (const key of this.keys.keys) {
      try {
        const { sid } = this.jwt.verify<{ sid?: unknown }>(token, { secret: key.bytes, algorithms: ['HS256'] });
        if (!isId(sid)) return undefined;
        this.verified.set(hash, sid as SessionId);
        return sid as SessionId;
      } catch {
        // another key may have made it
      }
    }
    return undefined;
  }
}
