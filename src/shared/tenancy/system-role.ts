/**
 * The database role that sees every organization. Whoever imports this file can cross organizations, so a boundary rule
 * says who may: the migrations that grant it, and `src/system-admin/system-db.ts` that uses it.
 */
export const SYSTEM_ROLE = 'muster_system';
