import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds: well above what asking for a link takes, so that the work itself cannot be seen in the time. */
const EVEN = 80;

/**
 * Answers when the work is done, and never sooner than a fixed while after it began: whether there was anything to do
 * (an account at that address) does not show in the time. The work is done before the answer, so none of it is lost.
 */
export async function inEvenTime<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, pause(EVEN)]);
  return result;
}
