import type { EntityManager } from '@mikro-orm/postgresql';
import { invalid } from '../shared/errors/common.errors.js';
import { deskFail } from './desk.errors.js';

/**
 * 422 with the path of the field, the same for an id that is nowhere and one of another organization. The row is held
 * until the transaction ends, so nobody deletes it between the check and the commit.
 */
export async function requireReference(
  em: EntityManager,
  table: 'clients' | 'tickets',
  path: string,
  id: string | null | undefined,
): Promise<void> {
  if (id === null || id === undefined) return;
  const [row] = await em.execute<object[]>(`select 1 from ${table} where id = ? for key share`, [id]);
  if (!row) throw invalid(path, `no ${table === 'clients' ? 'client' : 'ticket'} has this id`);
}

/**
 * 422 `not_assignable` unless the person is on the assignment list: an active admin or technician. Whoever deactivates
 * or demotes them at the same time waits for this transaction, or this one sees that they did.
 */
export async function requireAssignable(em: EntityManager, path: string, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return;
  const [row] = await em.execute<object[]>(
    `select 1 from users where id = ? and status = 'active' and role in ('admin', 'technician') for share`,
    [id],
  );
  if (!row) throw deskFail('not_assignable', { errors: [{ path, message: 'is not on the assignment list' }] });
}

/** The organization's time zone and currency, inside a transaction. */
export async function orgDefaults(em: EntityManager): Promise<{ timeZone: string; currency: string }> {
  const [row] = await em.execute<{ time_zone: string; currency: string }[]>('select time_zone, currency from orgs');
  if (!row) throw new Error('an organization without a row');
  return { timeZone: row.time_zone, currency: row.currency };
}
