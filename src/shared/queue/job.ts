import type { OrgId } from '../ids/ids.js';

/** The queues there are; each is a Bull queue with its own workers. */
export const QUEUES = ['mail', 'events', 'calendar'] as const;
export type QueueName = (typeof QUEUES)[number];

/**
 * A kind of work that leaves by the outbox: a name, a queue, and a payload of ids. `parse` runs at both ends and throws
 * for what is not a payload; a job has exactly one handler.
 */
export interface Job<Payload extends object> {
  name: string;
  queue: QueueName;
  parse(payload: unknown): Payload;
}

export interface JobContext {
  /** The outbox entry's id, the same on every try: what makes a handler idempotent. */
  id: string;
  orgId: OrgId;
  /** 1 for the first try. */
  attempt: number;
  lastAttempt: boolean;
}

/** `parked`: the organization is suspended; the work waits in the outbox until it is active again. */
export type JobResult = 'done' | 'parked';

/** Thrown by a handler when no further try can help: the job is abandoned at once, and shown. */
export class Unrecoverable extends Error {}

const names = new Set<string>();

/** A job whose payload is an object of strings (ids), each named in `keys`. */
export function defineJob<const Keys extends readonly string[]>(
  queue: QueueName,
  name: string,
  ...keys: Keys
): Job<Record<Keys[number], string>> {
  if (names.has(name)) throw new Error(`two jobs are named ${name}`);
  names.add(name);
  return {
    name,
    queue,
    parse(payload) {
      const given = (payload ?? {}) as Record<string, unknown>;
      const wrong = keys.filter((key) => typeof given[key] !== 'string');
      if (wrong.length > 0) throw new Unrecoverable(`${name} without ${wrong.join(', ')}`);
      return Object.fromEntries(keys.map((key) => [key, given[key]])) as Record<Keys[number], string>;
    },
  };
}
