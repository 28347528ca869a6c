import { isDeepStrictEqual } from 'node:util';
import { type EntityClass, type FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { deskFail } from './desk.errors.js';
import { fail } from '../shared/errors/common.errors.js';
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
  for (const field of changed) Object.assign(record, { [field]: patch[field] });
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

/** The record, locked until the transaction ends. Throws 404. */
export async function lockedOne<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  where: FilterQuery<NoInfer<T>>,
): Promise<T> {
  const record = await em.findOne(entity, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!record) throw fail('not_found');
  return record;
}

/** The record as it is after the edit; a `stale` refusal has it too, as `current` beside `changed`, the names of the fields. */
export async function withCurrent<V>(edit: Promise<void>, current: () => Promise<V>): Promise<V> {
  await edit.catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === 'stale') {
      throw deskFail('stale', { members: { ...error.extras.members, current: await current() } });
    }
    throw error;
  });
  return current();
}
