import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStartError } from './child-server.js';
import { EmbeddedState, type Addresses } from './embedded-state.js';
import { FolderInUseError, lockFolder } from './folder-lock.js';
import { joinEmbedded } from './join-embedded.js';
import { accountsOf } from './calendars/calendar-accounts.js';
import type { Calendars } from './calendars/start-calendars.js';
import { startMailbox } from './mailbox-server.js';
import type { Providers, ProvidersOptions } from './providers/start-providers.js';
import { startPostgres } from './postgres-server.js';
import { startRedis } from './redis-server.js';

export interface EmbeddedOptions {
  /** Where their data lies; made when missing. Not used when `ephemeral`. */
  dataDir: string;
  postgres: boolean;
  redis: boolean;
  mail: boolean;
  /** Stand-ins for Google and Microsoft and for their calendars, with these callbacks and test accounts. */
  providers?: Omit<ProvidersOptions, 'port'>;
  /** Told, in one line, what takes long and what ended unasked. */
  log?: (line: string) => void;
  /** Where another Muster runs on the folder: use its servers, and leave them running. For the command line. */
  join?: boolean;
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
  providers?: Pick<Providers, 'google' | 'microsoft'>;
  calendars?: Omit<Calendars, 'stop'>;
  /** Ends all of them and waits for it; data stays. May be called twice. */
  stop(): Promise<void>;
}

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
  let lock: ReturnType<typeof lockFolder>;
  try {
    lock = lockFolder(folder);
  } catch (error) {
    if (!(options.join && error instanceof FolderInUseError)) throw error;
    const needed = [
      ...(options.postgres ? (['databaseUrl'] as const) : []),
      ...(options.redis ? (['redisUrl'] as const) : []),
      ...(options.mail ? (['smtpUrl'] as const) : []),
    ];
    return { ...onlyNeeded(options, await joinEmbedded(folder, needed, error)), stop: async () => undefined };
  }
  const started: EmbeddedServers[] = [];
  let state: EmbeddedState | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      if (state) state.addresses = undefined;
      await Promise.all(started.map((server) => server.stop()));
      lock.release();
      if (ephemeral) rmSync(folder, { recursive: true, force: true });
    })());

  try {
    const held = (state = new EmbeddedState(folder));
    held.addresses = undefined;
    const logFolder = join(folder, 'logs');
    mkdirSync(logFolder, { recursive: true, mode: 0o700 });
    const common = { ephemeral, inBackground: !ephemeral, logFolder, log };
    const starts: Promise<EmbeddedServers>[] = [];
    // PostgreSQL last: its setting up at the first start occupies this process.
    if (options.mail) starts.push(withFreePort(held, ['smtp', 'mailbox'], () => startMailbox(held, common)));
    if (options.redis) starts.push(withFreePort(held, ['redis'], () => startRedis(held, common)));
    const { providers: standIns } = options;
    if (standIns) starts.push(withFreePort(held, ['providers', 'calendars'], () => startStandIns(held, standIns)));
    if (options.postgres) starts.push(withFreePort(held, ['postgres'], () => startPostgres(held, common)));
    const outcomes = await Promise.allSettled(starts);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') started.push(outcome.value);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
    const { stop: _, providers, calendars, ...addresses } = Object.assign({}, ...started) as EmbeddedServers;
    held.addresses = addresses;
    return { ...addresses, ...(providers && { providers }), ...(calendars && { calendars }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function onlyNeeded(options: EmbeddedOptions, addresses: Addresses): Addresses {
  const { databaseUrl, redisUrl, smtpUrl, mailboxUrl } = addresses;
  return {
    ...(options.postgres && databaseUrl && { databaseUrl }),
    ...(options.redis && redisUrl && { redisUrl }),
    ...(options.mail && smtpUrl && { smtpUrl }),
    ...(options.mail && mailboxUrl && { mailboxUrl }),
  };
}

/** In this process; loaded only where they are wanted. */
async function startStandIns(state: EmbeddedState, options: Omit<ProvidersOptions, 'port'>): Promise<EmbeddedServers> {
  const [{ startProviders }, { startCalendars }] = await Promise.all([
    import('./providers/start-providers.js'),
    import('./calendars/start-calendars.js'),
  ]);
  const { stop: stopProviders, ...providers } = await startProviders({
    ...options,
    port: await state.port('providers'),
  });
  try {
    const { stop: stopCalendars, ...calendars } = await startCalendars({
      accounts: { google: accountsOf(providers.google), outlook: accountsOf(providers.microsoft) },
      port: await state.port('calendars'),
    });
    return {
      providers,
      calendars,
      stop: async () => void (await Promise.all([stopProviders(), stopCalendars()])),
    };
  } catch (error) {
    await stopProviders();
    throw error;
  }
}

/** Between the look at a port and its use another program can take it: then another port, three times at most. */
async function withFreePort<T>(state: EmbeddedState, uses: string[], start: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const taken =
      error instanceof EmbeddedStartError ? error.portTaken : (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (tries === 1 || !taken) throw error;
    for (const use of uses) state.forgetPort(use);
    return withFreePort(state, uses, start, tries - 1);
  }
}
