import type { Answer, CalendarEmulator, Call, EmulatedAccount } from './emulator.js';
import { Faults } from './faults.js';

/** Whose access token it is; undefined when it is unknown, expired or revoked. */
export type Authorize = (bearer: string) => Promise<EmulatedAccount | undefined> | EmulatedAccount | undefined;

export interface RawCall extends Omit<Call, 'account' | 'body' | 'path'> {
  /** Of the whole address, query excluded, not decoded. */
  path: string;
  body: string;
}

/** What to do with the connection. */
export type Outcome = { kind: 'answer'; answer: Answer } | { kind: 'cut' } | { kind: 'hang' };

/** An emulated API with its door (who may come in) and its faults, without a network. */
export class GuardedEmulator {
  readonly faults = new Faults();
  readonly #emails = new Map<string, string>();
  /** Calls that were let in, for tests that count them: `POST /calendars/primary/events`. */
  readonly calls: string[] = [];

  constructor(
    readonly emulator: CalendarEmulator,
    private readonly authorize: Authorize,
  ) {}

  nameOf(accountId: string): string {
    return this.#emails.get(accountId) ?? accountId;
  }

  async serve(raw: RawCall, origin: string): Promise<Outcome> {
    const { emulator } = this;
    const target = { method: raw.method, path: raw.path.slice(emulator.base.length) };
    const bearer = /^Bearer (\S+)$/i.exec(raw.headers.authorization ?? '')?.[1];
    const account = bearer && (await this.authorize(bearer));
    if (!account) return refuse(emulator.refusal('bad_token'));
    this.#emails.set(account.id, account.email);
    if (account.scopes && !emulator.allows(account.scopes)) return refuse(emulator.refusal('insufficient_permissions'));

    this.calls.push(`${target.method} ${target.path}`);
    const fault = this.faults.take(target);
    const call: Call = {
      ...raw,
      path: target.path.split('/').filter(Boolean).map(decodeURIComponent),
      body: parseBody(raw.body),
      account,
    };
    const act = () => emulator.handle(call, origin);
    switch (fault?.kind) {
      case 'refuse':
        return refuse(emulator.refusal(fault.refusal), fault.retryAfter);
      case 'hang':
      case 'cut':
        return { kind: fault.kind };
      case 'late':
        this.faults.postpone(act, fault.after);
        return { kind: 'cut' };
      case 'lose_reply':
        act();
        return { kind: 'cut' };
      case 'html':
        act();
        return {
          kind: 'answer',
          answer: { status: 200, body: '<!doctype html><title>Sign in to the network</title>' },
        };
      case 'huge':
        act();
        return { kind: 'answer', answer: { status: 200, body: { padding: 'x'.repeat(10 * 1024 * 1024) } } };
      case 'redirect':
        act();
        return { kind: 'answer', answer: { status: 302, headers: { location: `${origin}/elsewhere` } } };
      case undefined:
        return { kind: 'answer', answer: act() };
    }
  }
}

function refuse(answer: Answer, retryAfter?: string): Outcome {
  return {
    kind: 'answer',
    answer: retryAfter === undefined ? answer : { ...answer, headers: { 'retry-after': retryAfter } },
  };
}

function parseBody(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
