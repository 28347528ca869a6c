import { isDeepStrictEqual } from 'node:util';
import { deskFail } from './desk.errors.js';
import { Problem } from '../shared/errors/problem.js';

/** What a record that several people edit carries. */
export interface Versioned {
  /** Counts the edits; clients send back the one that they saw. */
  version: number;
  /** The version that each field changed in last: what a stale edit is told. */
  changedIn: Record<string, number>;
  updatedAt: Date;
}

/** The fields of a patch that are there, written into the record; which of them are another value now. */
export function applyPatch<T extends Versioned, P extends Partial<T>>(record: T, patch: P, now: Date): (keyof P)[] {
  const changed = (Object.keys(patch) as (keyof P & keyof T)[]).filter(
    (field) => patch[field] !== undefined && !isDeepStrictEqual(record[field], patch[field]),
  );
  if (changed.length === 0) return [];
  for (const field of changed) record[field] = patch[field] as unknown as T[typeof field];
  record.version += 1;
  record.changedIn = { ...record.changedIn, ...Object.fromEntries(changed.map((field) => [field, record.version])) };
  record.updatedAt = now;
  return changed;
}

/** 409 `stale` where the client saw another version; without one the last writer wins. */
export function refuseStale(record: Versioned, seen: number | undefined): void {
  if (seen === undefined || seen === record.version) return;
  const changed = Object.entries(record.changedIn)
    .filter(([, version]) => version > seen)
    .map(([field]) => field);
  throw deskFail('stale', { members: { changed } });
}

/** Adds the record as it is now to a `stale` answer: `current` beside `changed`, the names of the fields. */
export async function withCurrent<T, V>(work: Promise<T>, current: () => Promise<V>): Promise<T> {
  return work.catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === 'stale') {
      throw deskFail('stale', { members: { ...error.extras.members, current: await current() } });
    }
    throw error;
  });
}
