import { MikroORM } from '@mikro-orm/postgresql';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';
import { ownerOrmOptions } from './shared/tenancy/orm-options.js';

/** Applies what is pending, as the owner of the schema; with `check` only says how much that is. */
export async function migrate(databaseUrl: string, { check = false } = {}): Promise<number> {
  const orm = await MikroORM.init(ownerOrmOptions({ databaseUrl, entities: ENTITIES, migrations: MIGRATIONS }));
  try {
    const pending = await orm.migrator.getPending();
    if (!check && pending.length > 0) await orm.migrator.up();
    return pending.length;
  } finally {
    await orm.close(true);
  }
}
