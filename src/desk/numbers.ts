import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrgId } from '../shared/ids/ids.js';

type Numbered = 'ticket' | 'quote';

/**
 * The next number of an organization. The counter's row stays locked until the transaction ends, so creations of one
 * organization follow each other, and one that is rolled back gives its number back: no gap, no double. Ask for it
 * last, everything that may fail or wait comes before.
 */
export async function nextNumber(em: EntityManager, orgId: OrgId, kind: Numbered): Promise<number> {
  const [row] = await em.execute<{ last_number: number }[]>(
    `insert into desk_counters (org_id, kind, last_number, live) values (?, ?, 1, 1)
     on conflict (org_id, kind) do update set last_number = desk_counters.last_number + 1, live = desk_counters.live + 1
     returning last_number`,
    [orgId, kind],
  );
  if (!row) throw new Error('a counter that does not count');
  return row.last_number;
}

/** One is deleted: its number is never given out again. */
export async function oneLess(em: EntityManager, orgId: OrgId, kind: Numbered): Promise<void> {
  await em.execute('update desk_counters set live = live - 1 where org_id = ? and kind = ?', [orgId, kind]);
}
