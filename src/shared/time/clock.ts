/**
 * The only place that reads the machine's time. Everything that decides by time takes a `Clock`, and passes what it
 * said into the SQL, so that tests can move it.
 */
export abstract class Clock {
  abstract now(): Date;

  /** The time `ms` milliseconds from now (negative: before). */
  in(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
