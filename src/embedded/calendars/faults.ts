import type { Refusal } from './emulator.js';

/**
 * What goes wrong with a request.
 * - `refuse`: nothing is done, the API answers so;
 * - `hang`: nothing is done, no answer ever comes;
 * - `cut`: nothing is done, the connection breaks;
 * - `lose_reply`: it is done, then the connection breaks;
 * - `late`: the connection breaks, and it is done after `after` more requests, or at `Faults.land`;
 * - `html`, `huge`, `redirect`: it is done, and answered with a page, with ten megabytes, with a way to this machine.
 */
export type Fault =
  | { kind: 'refuse'; refusal: Refusal; /** Seconds, or a date. */ retryAfter?: string }
  | { kind: 'late'; after?: number }
  | { kind: 'hang' | 'cut' | 'lose_reply' | 'html' | 'huge' | 'redirect' };

export interface FaultTarget {
  method: string;
  path: string;
}

interface Planned {
  fault: Fault;
  matches: (target: FaultTarget) => boolean;
}

/** Which requests fail. Nothing does until it is told. */
export class Faults {
  #planned: Planned[] = [];
  #chance: ((target: FaultTarget) => Fault | undefined) | undefined;
  #late: { countdown: number; work: () => void }[] = [];

  /** The next request that matches; several calls queue up. */
  next(fault: Fault, matches: (target: FaultTarget) => boolean = () => true): void {
    this.#planned.push({ fault, matches });
  }

  /** Asked for every request that nothing is planned for; undefined turns it off. */
  byChance(chance: ((target: FaultTarget) => Fault | undefined) | undefined): void {
    this.#chance = chance;
  }

  take(target: FaultTarget): Fault | undefined {
    for (const each of this.#late) each.countdown--;
    this.#land((each) => each.countdown < 0);
    const place = this.#planned.findIndex(({ matches }) => matches(target));
    if (place >= 0) return this.#planned.splice(place, 1)[0]?.fault;
    return this.#chance?.(target);
  }

  postpone(work: () => void, after = 1): void {
    this.#late.push({ countdown: after, work });
  }

  /** Does now what was still to come through late. */
  land(): void {
    this.#land(() => true);
  }

  #land(due: (each: { countdown: number }) => boolean): void {
    const landing = this.#late.filter(due);
    this.#late = this.#late.filter((each) => !landing.includes(each));
    for (const { work } of landing) work();
  }
}
