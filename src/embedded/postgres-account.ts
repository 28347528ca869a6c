import { execFileSync, spawnSync } from 'node:child_process';

/** The operating system's user and group that PostgreSQL's processes and files belong to. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

const OWN_NAME = 'muster-postgres';

/**
 * PostgreSQL refuses to run as root, so root starts it as somebody else: a user that has this one purpose, else one that
 * an installed PostgreSQL brought, else `nobody`. Undefined: we are not root, and it runs as ourselves.
 */
export function postgresAccount(): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp(OWN_NAME) ?? lookUp('postgres');
  if (existing) return existing;
  // Fails where there is no useradd or /etc is read-only.
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_NAME], { stdio: 'ignore' });
  const account = lookUp(OWN_NAME) ?? lookUp('nobody');
  if (!account) {
    throw new Error(
      'PostgreSQL cannot run as root, and this machine has no other user for it. ' +
        'Start Muster as an ordinary user, or set DATABASE_URL.',
    );
  }
  return account;
}

/** Whether this account gets into a folder, its parents included. */
export function canEnter(account: PostgresAccount, folder: string): boolean {
  // Asked of the system rather than worked out from modes: it also knows access lists and mount options.
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

function lookUp(name: string): PostgresAccount | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
