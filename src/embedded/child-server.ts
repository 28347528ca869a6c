import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedState } from './embedded-state.js';
import { processIdentity } from './process-identity.js';

export interface ChildServerSpec {
  /** The key under which it is remembered: `postgres`, `redis` or `mailbox`. */
  name: string;
  /** As people call it, for messages. */
  title: string;
  command: string;
  args: readonly string[];
  /** Absent: this process's own environment. */
  env?: Record<string, string>;
  /** Absent: this process's own user. */
  account?: { uid: number; gid: number } | undefined;
  logFile: string;
  /** Answers whether it serves now; asked every few milliseconds. */
  isReady: () => boolean | Promise<boolean>;
  /** From the politest to SIGKILL, each given some seconds. */
  stopSignals: readonly [NodeJS.Signals, ...NodeJS.Signals[]];
}

/** A server did not come up. The message holds the end of its log. */
export class EmbeddedStartError extends Error {
  readonly portTaken: boolean;

  constructor(
    title: string,
    what: string,
    readonly logFile: string,
  ) {
    const tail = logTail(logFile);
    super(`${title} ${what}.${tail && `\n${tail}`}\nIts log: ${logFile}`);
    this.portTaken = /address already in use|EADDRINUSE|could not bind/i.test(tail);
  }
}

const POLL_MS = 20;
const READY_POLLS = 90_000 / POLL_MS;
const POLLS_PER_SIGNAL = 10_000 / POLL_MS;

/** One server program that runs beside this process and ends with it, in whatever way this process ends. */
export class ChildServer {
  #stopping = false;

  private constructor(
    private readonly spec: ChildServerSpec,
    private readonly state: EmbeddedState,
    private readonly child: ChildProcess,
    private readonly keeper: ChildProcess,
  ) {}

  /** Starts the program; it does not serve yet. Throws `EmbeddedStartError` when there is no such program. */
  static async spawn(
    spec: ChildServerSpec,
    state: EmbeddedState,
    log: (line: string) => void = () => undefined,
  ): Promise<ChildServer> {
    keepLastLog(spec.logFile);
    const output = openSync(spec.logFile, 'a', 0o600);
    const child = spawn(spec.command, spec.args, {
      // A group of its own: Ctrl+C in the terminal is for this process, which stops its servers after itself.
      detached: true,
      stdio: ['ignore', output, output],
      // A folder that every account may be in.
      cwd: '/',
      ...(spec.env && { env: spec.env }),
      ...spec.account,
    });
    closeSync(output);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) =>
        reject(new EmbeddedStartError(spec.title, `could not be run: ${error.message}`, spec.logFile)),
      );
    });
    const pid = child.pid as number;
    state.setRunning(spec.name, { pid, identity: processIdentity(pid) ?? '' });
    const server = new ChildServer(spec, state, child, startKeeper(pid, spec.stopSignals[0]));
    child.once('exit', (code, signal) => {
      if (!server.#stopping)
        log(`${spec.title} has ended (${signal ?? `exit code ${code}`}); its log: ${spec.logFile}`);
      server.#dismissKeeper();
    });
    child.unref();
    return server;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await stopProcess(this.child.pid as number, () => this.#hasEnded(), this.spec.stopSignals);
    this.#dismissKeeper();
    this.state.setRunning(this.spec.name, undefined);
  }

  /** Waits until it serves. Throws `EmbeddedStartError`, and then nothing of it runs; stopped meanwhile, it returns. */
  async untilReady(): Promise<void> {
    for (let poll = 0; poll < READY_POLLS; poll++) {
      if (this.#stopping) return;
      if (this.#hasEnded()) throw new EmbeddedStartError(this.spec.title, 'did not start', this.spec.logFile);
      if (await this.spec.isReady()) return;
      await pause(POLL_MS);
    }
    await this.stop();
    throw new EmbeddedStartError(this.spec.title, 'did not become ready in 90 seconds', this.spec.logFile);
  }

  #hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  #dismissKeeper(): void {
    this.keeper.stdin?.end('\n');
  }
}

/**
 * Ends what a crashed run of the same folder left running. The record's identity says whether the process of that pid is
 * still the one that was started; if not, nothing is touched.
 */
export async function stopLeftover(
  name: string,
  state: EmbeddedState,
  stopSignals: ChildServerSpec['stopSignals'],
): Promise<void> {
  const record = state.running(name);
  if (!record) return;
  const hasEnded = () => record.identity === '' || processIdentity(record.pid) !== record.identity;
  if (!hasEnded()) await stopProcess(record.pid, hasEnded, stopSignals);
  state.setRunning(name, undefined);
}

async function stopProcess(
  pid: number,
  hasEnded: () => boolean,
  signals: ChildServerSpec['stopSignals'],
): Promise<void> {
  for (const signal of signals) {
    for (let poll = 0; poll < POLLS_PER_SIGNAL; poll++) {
      if (hasEnded()) return;
      if (poll === 0) {
        try {
          process.kill(pid, signal);
        } catch {
          // It ended in between; the next look tells.
        }
      }
      await pause(POLL_MS);
    }
  }
}

/**
 * A shell that waits on a pipe from this process. A line means: all is done. The pipe's end without one means that this
 * process is gone, by SIGKILL for one, and the shell then stops the server.
 */
function startKeeper(pid: number, signal: NodeJS.Signals): ChildProcess {
  const script = 'read -r _ || kill -s "$1" "$2"';
  const keeper = spawn('/bin/sh', ['-c', script, 'sh', signal.replace('SIG', ''), String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  keeper.on('error', () => undefined);
  keeper.stdin?.on('error', () => undefined);
  keeper.unref();
  (keeper.stdin as unknown as { unref(): void }).unref();
  return keeper;
}

function keepLastLog(file: string): void {
  try {
    renameSync(file, `${file}.last`);
  } catch {
    // The first start has none.
  }
}

function logTail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
