import { Injectable } from '@nestjs/common';
import { SigningKeys } from '../../shared/crypto/crypto.module.js';
import { Sealer } from '../../shared/crypto/sealer.js';
import { hashToken, randomToken, type Sealed } from '../../shared/crypto/secrets.js';
import type { UserId } from '../../shared/ids/ids.js';
import { DAY, SECOND } from '../../shared/time/clock.js';

/** Name and lifetime (seconds) of the cookie. It outlives sign-out: the device stays known. */
export const DEVICE_COOKIE = 'muster_device';
export const DEVICE_COOKIE_AGE = (365 * DAY) / SECOND;
const ACCOUNTS_PER_DEVICE = 5;

interface Device {
  id: string;
  /** Short hashes of the ids of those who signed in here, the latest first. */
  accounts: string[];
}

/**
 * Devices on which somebody completed a sign-in before. The cookie signs nobody in: it only takes its holder out of the
 * pools that strangers use up, into one of its own, where guessing is as limited. Sealed, so it cannot be made up.
 */
@Injectable()
export class KnownDevices {
  readonly #sealer: Sealer;

  constructor(keys: SigningKeys) {
    this.#sealer = new Sealer(keys.derive('known devices'));
  }

  /** The key of the device's own pool for this account; undefined when it is a stranger's. */
  poolOf(cookie: string | undefined, userId: UserId): string | undefined {
    const device = this.#open(cookie);
    return device?.accounts.includes(mark(userId)) ? `${device.id}:${userId}` : undefined;
  }

  /** The cookie's next value, now that this person completed a sign-in on it. */
  remember(cookie: string | undefined, userId: UserId): Sealed {
    const { id, accounts } = this.#open(cookie) ?? { id: randomToken(12), accounts: [] };
    const kept = [mark(userId), ...accounts.filter((account) => account !== mark(userId))];
    return this.#sealer.seal(JSON.stringify({ id, accounts: kept.slice(0, ACCOUNTS_PER_DEVICE) }), DEVICE_COOKIE);
  }

  #open(cookie: string | undefined): Device | undefined {
    if (!cookie) return undefined;
    try {
      return JSON.parse(this.#sealer.open(cookie as Sealed, DEVICE_COOKIE)) as Device;
    } catch {
      return undefined;
    }
  }
}

function mark(userId: UserId): string {
  return hashToken(userId).slice(0, 16);
}
