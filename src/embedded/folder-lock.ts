import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process runs its embedded servers on the same folder. */
export class FolderInUseError extends Error {
  constructor(
    readonly folder: string,
    readonly pid: string,
  ) {
    super(
      `Muster is already running on ${folder}${pid && ` (process ${pid})`}. ` +
        'Stop that one first, or give this one a folder of its own with DATA_DIR and another PORT.',
    );
  }
}

/**
 * Holds a folder for this process until released. The lock is SQLite's, so the operating system's: it ends with the
 * process however that ends, and is never stale. Throws `FolderInUseError` while another process (or this one) holds it.
 */
export function lockFolder(folder: string): { release(): void } {
  const pidFile = join(folder, 'embedded.pid');
  const database = new DatabaseSync(join(folder, 'embedded.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!/locked/.test((error as Error).message)) throw error;
    let pid = '';
    try {
      pid = readFileSync(pidFile, 'utf8').trim();
    } catch {
      // It has only just begun, or is about to end.
    }
    throw new FolderInUseError(folder, pid);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}
