import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canEnter, type PostgresAccount } from './postgres-account.js';

const OWNER_MARK = 'belongs-to';

/**
 * The folder in which PostgreSQL's data folder lies: `folder`, the data folder of this clone; or, where `account` cannot
 * get there (a clone in a folder that only root may enter), one outside that `folder` has the path of.
 *
 * The outside one in turn names the folder that it belongs to: a copied clone gets its own, a moved one keeps it, and what
 * belonged to a data folder that was deleted is deleted too.
 */
export function postgresPlace(folder: string, account: PostgresAccount | undefined): string {
  if (!account) return folder;
  letThrough(folder, account);
  if (canEnter(account, folder)) return folder;
  const pointer = join(folder, 'postgres.path');
  const remembered = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : '';
  if (remembered && existsSync(remembered) && belongsTo(remembered, folder)) return remembered;
  const outside = outsideFolder(account);
  for (const name of readdirSync(outside)) {
    if (ownerOf(join(outside, name)) === folder) rmSync(join(outside, name), { recursive: true, force: true });
  }
  const place = mkdtempSync(join(outside, 'data-'));
  chownSync(place, 0, account.gid);
  chmodSync(place, 0o710);
  writeFileSync(join(place, OWNER_MARK), folder, { mode: 0o600 });
  moveIn(join(folder, 'postgres'), place);
  writeFileSync(pointer, `${place}\n`);
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

function belongsTo(place: string, folder: string): boolean {
  const owner = ownerOf(place);
  if (owner === folder) return true;
  if (owner === undefined || existsSync(owner)) return false;
  // The clone was moved here.
  writeFileSync(join(place, OWNER_MARK), folder, { mode: 0o600 });
  return true;
}

function ownerOf(place: string): string | undefined {
  const mark = join(place, OWNER_MARK);
  return existsSync(mark) ? readFileSync(mark, 'utf8') : undefined;
}

/** Data of the time when this clone could still be entered. */
function moveIn(data: string, place: string): void {
  if (!existsSync(data)) return;
  const moved = spawnSync('mv', [data, join(place, 'postgres')], { stdio: 'ignore' });
  if (moved.status !== 0) throw new Error(`PostgreSQL's data could not be moved from ${dirname(data)} to ${place}.`);
}
