import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A process that was started and not yet seen to end; `identity` as `processIdentity` gives it. */
export interface RunningRecord {
  pid: number;
  identity: string;
}

interface Stored {
  /** Where this file was when it was written: in a copy of the folder the running processes are not ours. */
  folder: string;
  ports: Record<string, number>;
  passwords: Record<string, string>;
  running: Record<string, RunningRecord>;
  /** Of the servers that serve now; a start that is joined hands them on. */
  addresses?: Addresses;
}

export type Addresses = Partial<Record<'databaseUrl' | 'redisUrl' | 'smtpUrl' | 'mailboxUrl', string>>;

// Below the range that Linux and macOS take outgoing connections' ports from, so that a remembered one stays free.
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000];

/** What the embedded servers remember from one start to the next: `embedded.json` of the data folder, mode 0600. */
export class EmbeddedState {
  readonly #file: string;
  readonly #stored: Stored;

  /** `folder` must be a real path that exists. Throws when the file is there and cannot be read as JSON. */
  constructor(readonly folder: string) {
    this.#file = join(folder, 'embedded.json');
    this.#stored = { folder, ports: {}, passwords: {}, running: {}, ...this.#read() };
    if (this.#stored.folder !== folder) {
      this.#stored.folder = folder;
      this.#stored.running = {};
      delete this.#stored.addresses;
    }
  }

  /** A loopback port for this use: the one of the last start while it is free, else a new one. */
  async port(use: string): Promise<number> {
    const remembered = this.#stored.ports[use];
    if (remembered !== undefined && (await isFree(remembered))) return remembered;
    for (;;) {
      const port = randomInt(FIRST_PORT, LAST_PORT);
      const taken = Object.values(this.#stored.ports).includes(port);
      if (taken || !(await isFree(port))) continue;
      this.#stored.ports[use] = port;
      this.#write();
      return port;
    }
  }

  forgetPort(use: string): void {
    delete this.#stored.ports[use];
    this.#write();
  }

  hasPassword(use: string): boolean {
    return this.#stored.passwords[use] !== undefined;
  }

  /** Made at the first call; letters, digits, `-` and `_` only, so it needs no quoting anywhere. */
  password(use: string): string {
    const password = (this.#stored.passwords[use] ??= randomBytes(24).toString('base64url'));
    this.#write();
    return password;
  }

  get addresses(): Addresses | undefined {
    return this.#stored.addresses;
  }

  set addresses(addresses: Addresses | undefined) {
    if (addresses) this.#stored.addresses = addresses;
    else delete this.#stored.addresses;
    this.#write();
  }

  running(name: string): RunningRecord | undefined {
    return this.#stored.running[name];
  }

  setRunning(name: string, record: RunningRecord | undefined): void {
    if (record) this.#stored.running[name] = record;
    else delete this.#stored.running[name];
    this.#write();
  }

  #read(): Partial<Stored> {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
    try {
      return JSON.parse(text) as Partial<Stored>;
    } catch {
      throw new Error(`${this.#file} is damaged. Delete it: ports and passwords are made anew, and the data stays.`);
    }
  }

  #write(): void {
    const next = `${this.#file}.next`;
    try {
      writeFileSync(next, `${JSON.stringify(this.#stored, null, 2)}\n`, { mode: 0o600 });
      renameSync(next, this.#file);
    } catch (error) {
      // The folder was deleted while its servers ran: they must still be stopped.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Whether nothing listens on this port of 127.0.0.1. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
