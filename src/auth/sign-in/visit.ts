import type { Origin } from '../../shared/access/actor.js';

/** Who knocks: where the request comes from, and the cookie that says which device it is (see `KnownDevices`). */
export interface Visit {
  origin: Origin;
  device: string | undefined;
}
