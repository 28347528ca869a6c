import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EmbeddedState } from './embedded-state.js';
import { canEnter, type PostgresAccount } from './postgres-account.js';

/**
 * The folder in which PostgreSQL's data folder lies, owned by nobody in particular but enterable by `account`.
 *
 * That is the data folder of this clone; where `account` cannot get there it is a folder outside, which `state` remembers.
 * An outside folder names the clone that it belongs to: a copied clone gets one of its own, a moved one keeps its own.
 */
export function postgresPlace(state: EmbeddedState, account: PostgresAccount | undefined): string {
  if (!account) return state.folder;
  letThrough(state.folder, account);
  if (canEnter(account, state.folder)) return state.folder;
  const remembered = state.postgresFolder;
  if (remembered && existsSync(remembered) && belongsHere(remembered, state.folder)) return remembered;
  const id = createHash('sha256').update(state.folder).digest('hex').slice(0, 12);
  const place = join(outsideFolder(account), id);
  // Nothing remembers it, so the data folder that it belonged to was deleted, passwords and all.
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { mode: 0o710 });
  chownSync(place, 0, account.gid);
  writeFileSync(join(place, 'belongs-to'), state.folder, { mode: 0o600 });
  moveIn(join(state.folder, 'postgres'), place);
  state.postgresFolder = place;
  return place;
}

/** A folder of root's that any account may pass through: a place for binaries and for data of unreachable clones. */
export function outsideFolder(account: PostgresAccount): string {
  const folder = '/var/lib/muster';
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    // Root's alone to write, or somebody else could have put programs there.
    const { uid, mode } = statSync(folder);
    if (uid === 0 && (mode & 0o022) === 0 && canEnter(account, folder)) return folder;
  } catch {
    // A read-only /var; a temporary folder lives as long as it can.
  }
  const temporary = mkdtempSync(join(tmpdir(), 'muster-'));
  chmodSync(temporary, 0o711);
  return temporary;
}

/** Lets the one account through a folder of root's, and nobody else. */
function letThrough(folder: string, account: PostgresAccount): void {
  const { uid, gid, mode } = statSync(folder);
  if (uid !== 0 || canEnter(account, folder) || (gid !== 0 && gid !== account.gid)) return;
  chownSync(folder, 0, account.gid);
  chmodSync(folder, (mode & 0o7777) | 0o010);
}

function belongsHere(place: string, folder: string): boolean {
  const mark = join(place, 'belongs-to');
  const owner = readFileSync(mark, 'utf8');
  if (owner === folder) return true;
  if (existsSync(owner)) return false;
  writeFileSync(mark, folder, { mode: 0o600 });
  return true;
}

/** Data of the time when this clone could still be entered. */
function moveIn(data: string, place: string): void {
  if (!existsSync(data)) return;
  const moved = spawnSync('mv', [data, join(place, 'postgres')], { stdio: 'ignore' });
  if (moved.status !== 0) throw new Error(`PostgreSQL's data could not be moved from ${dirname(data)} to ${place}.`);
}
