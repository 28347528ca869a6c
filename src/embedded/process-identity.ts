import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const isLinux = process.platform === 'linux';

/**
 * Names the running process that has this pid, in a way that outlives neither it nor a reboot: a pid alone is reused.
 * Undefined when there is no such process, or it is dead and only waits to be collected.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    if (isLinux) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field is the program's name in parentheses, and may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, startedAt] = [fields[0], fields[19]];
      if (state === 'Z' || state === 'X') return undefined;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startedAt}`;
    }
    return ps('lstart=', pid) || undefined;
  } catch {
    return undefined;
  }
}

/** The command line of a running process, its arguments separated by spaces; empty when there is none. */
export function commandLine(pid: number): string {
  try {
    if (isLinux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return ps('command=', pid);
  } catch {
    return '';
  }
}

function ps(column: string, pid: number): string {
  return execFileSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
