import { SYSTEM_ROLE } from './system-role.js';

/** The database role that requests run as. Like the system role it owns no table and cannot bypass row-level security. */
export const TENANT_ROLE = 'muster_tenant';

export const MIGRATIONS_TABLE = 'migrations';

/** The organization of the running statement or transaction; null (no row matches) when none was set. */
export const CURRENT_ORG = "nullif(current_setting('app.org_id', true), '')::uuid";

/**
 * SQL that fences a table, for its migration: row-level security on, the tenant role sees and writes the current
 * organization's rows only, the system role all of them. A test fails for a table with `org_id` that was not fenced.
 * @param column the column that holds the organization's id
 * @param grant what the tenant role may do at all
 */
export function fence(table: string, { column = 'org_id', grant = 'select, insert, update, delete' } = {}): string[] {
  return [
    `alter table ${table} enable row level security`,
    `create policy tenant on ${table} to ${TENANT_ROLE} using (${column} = ${CURRENT_ORG}) with check (${column} = ${CURRENT_ORG})`,
    `create policy system on ${table} to ${SYSTEM_ROLE} using (true) with check (true)`,
    `grant ${grant} on ${table} to ${TENANT_ROLE}`,
    `grant select, insert, update, delete on ${table} to ${SYSTEM_ROLE}`,
  ];
}

/**
 * SQL that makes a look-up that must find something before its organization is known (a session by its id, an account
 * by its address): it runs as the owner, past the fence, and answers with exactly what it selects.
 */
export function lookup(signature: string, returns: string, body: string): string[] {
  const name = signature.replace(/\b\w+ (uuid\[\]|uuid|text|timestamptz|integer|jsonb)/g, '$1');
  return [
    `create function ${signature} returns ${returns} language sql security definer set search_path = public, pg_temp as $$ ${body} $$`,
    `revoke all on function ${name} from public`,
    `grant execute on function ${name} to ${TENANT_ROLE}, ${SYSTEM_ROLE}`,
  ];
}
