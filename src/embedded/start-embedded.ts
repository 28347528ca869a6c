import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStartError } from './child-server.js';
import { EmbeddedState } from './embedded-state.js';
import { lockFolder } from './folder-lock.js';
import { startMailbox } from './mailbox-server.js';
import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';

export interface EmbeddedOptions {
  /** Where their data lies; made when missing. Not used when `ephemeral`. */
  dataDir: string;
  postgres: boolean;
  redis: boolean;
  mail: boolean;
  /** Told, in one line, what takes long and what ended unasked. */
  log?: (line: string) => void;
  /** For tests: a temporary folder, nothing flushed to disk, all of it gone after `stop`. */
  ephemeral?: boolean;
}

/** Addresses of what was asked for, on 127.0.0.1. */
export interface EmbeddedServers {
  databaseUrl?: string;
  redisUrl?: string;
  smtpUrl?: string;
  /** The web page on which the mails are read. */
  mailboxUrl?: string;
  /** Ends all of them and waits for it; data stays. May be called twice. */
  stop(): Promise<void>;
}

type Started = Omit<EmbeddedServers, 'stop'> & { stop(): Promise<void> };

/**
 * Brings up the servers that Muster needs and that nobody named, each a real one, in parallel. They end with this process
 * even when it is killed. Throws `FolderInUseError` while another Muster runs on the same folder, otherwise an Error
 * whose message says what to do; then nothing is left running.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServers> {
  const ephemeral = options.ephemeral ?? false;
  const log = options.log ?? (() => undefined);
  if (!ephemeral) mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const folder = realpathSync(ephemeral ? mkdtempSync(join(tmpdir(), 'muster-test-')) : options.dataDir);
  const lock = lockFolder(folder);
  const started: Started[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      await Promise.all(started.map((server) => server.stop()));
      lock.release();
      if (ephemeral) rmSync(folder, { recursive: true, force: true });
    })());

  try {
    const state = new EmbeddedState(folder);
    const logFolder = join(folder, 'logs');
    mkdirSync(logFolder, { recursive: true, mode: 0o700 });
    const common = { ephemeral, inBackground: !ephemeral, logFolder, log };
    const starts: Promise<Started>[] = [];
    // PostgreSQL last: its setting up at the first start occupies this process.
    if (options.mail) starts.push(withFreePort(state, ['smtp', 'mailbox'], () => startMailbox(state, common)));
    if (options.redis) starts.push(withFreePort(state, ['redis'], () => startRedis(state, common)));
    if (options.postgres) starts.push(withFreePort(state, ['postgres'], () => startPostgres(state, common)));
    const outcomes = await Promise.allSettled(starts);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') started.push(outcome.value);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  const { databaseUrl, redisUrl, smtpUrl, mailboxUrl } = Object.assign({}, ...started) as Started;
  return {
    ...(databaseUrl && { databaseUrl }),
    ...(redisUrl && { redisUrl }),
    ...(smtpUrl && { smtpUrl }),
    ...(mailboxUrl && { mailboxUrl }),
    stop,
  };
}

/** Between the look at a port and its use another program can take it: then another port, three times at most. */
async function withFreePort<T>(state: EmbeddedState, uses: string[], start: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (tries === 1 || !(error instanceof EmbeddedStartError && error.portTaken)) throw error;
    for (const use of uses) state.forgetPort(use);
    return withFreePort(state, uses, start, tries - 1);
  }
}
