import type { SystemDb } from '../system-db.js';

/** One table refers to another: `from` has the foreign key. */
export interface Reference {
  from: string;
  to: string;
}

/** Every table with an `org_id`, found in the catalogue, so that one made tomorrow is covered tomorrow. Names are quoted. */
export async function tenantTables(db: SystemDb): Promise<string[]> {
  const [row] = await db.query<{ tables: string[]; references: Reference[] }>({
    name: 'tenant_tables',
    text: `with tables as (
        select c.oid, quote_ident(c.relname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid
        where a.attname = 'org_id' and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
          and c.relnamespace = 'public'::regnamespace)
      select (select coalesce(json_agg(name order by name), '[]') from tables) as tables,
        (select coalesce(json_agg(json_build_object('from', f.name, 'to', t.name)), '[]') from pg_constraint k
           join tables f on f.oid = k.conrelid join tables t on t.oid = k.confrelid
         where k.contype = 'f') as "references"`,
  });
  return row ? inDeletionOrder(row.tables, row.references) : [];
}

/**
 * The tables in an order in which they can be emptied: whatever refers to a table comes before it. Throws where tables
 * refer to each other in a circle, which a migration must not make.
 */
export function inDeletionOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const left = new Set(tables);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !references.some(({ from, to }) => to === table && from !== table && left.has(from)),
    );
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].join(', ')}`);
    for (const table of free) {
      left.delete(table);
      order.push(table);
    }
  }
  return order;
}
