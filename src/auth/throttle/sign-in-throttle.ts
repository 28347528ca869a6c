import { Injectable } from '@nestjs/common';
import type { UserId } from '../../shared/ids/ids.js';
import type { Visit } from '../sign-in/visit.js';
import { addressKey } from './address-key.js';
import { KnownDevices } from './known-devices.js';
import { type Attempt, Throttle } from './throttle.js';

/** Which pools a try at signing in is counted in: a known device's own, else those that strangers share. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly throttle: Throttle,
    private readonly devices: KnownDevices,
  ) {}

  /** @param account what stands for the account, whether it exists or not: an address's key */
  password(visit: Visit, account: string, userId: UserId | undefined): Promise<Attempt> {
    const device = userId && this.devices.poolOf(visit.device, userId);
    if (device) return this.throttle.attempt(['password_device', device]);
    return this.throttle.attempt(['password_address', addressKey(visit.origin.ip)], ['password_account', account]);
  }

  secondFactor(visit: Visit, kind: 'totp' | 'backup_code', userId: UserId): Promise<Attempt> {
    const device = this.devices.poolOf(visit.device, userId);
    return this.throttle.attempt(device ? [`${kind}_device`, device] : [`${kind}_account`, userId]);
  }
}
