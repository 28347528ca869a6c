import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedState, type Addresses } from './embedded-state.js';
import type { FolderInUseError } from './folder-lock.js';

const TITLES = { databaseUrl: 'PostgreSQL', redisUrl: 'Redis', smtpUrl: 'mailbox' } as const;
const POLL_MS = 100;
const POLLS = 30_000 / POLL_MS;

/**
 * The addresses of the servers that another process holds on this folder; waits while they come up. Throws `inUse` when
 * they do not, and an Error when it runs without one that is needed.
 */
export async function joinEmbedded(
  folder: string,
  needed: readonly (keyof typeof TITLES)[],
  inUse: FolderInUseError,
): Promise<Addresses> {
  for (let poll = 0; poll < POLLS; poll++) {
    const { addresses } = new EmbeddedState(folder);
    if (addresses) {
      const missing = needed.filter((name) => !addresses[name]).map((name) => TITLES[name]);
      if (missing.length === 0) return addresses;
      throw new Error(
        `The Muster that runs on ${folder} brought no ${missing.join(' and no ')} of its own. ` +
          'Give this one the same environment.',
      );
    }
    await pause(POLL_MS);
  }
  throw inUse;
}
