import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { ENTITIES } from '../../src/entities.js';
import { migrate } from '../../src/migrate.js';
import { MIGRATIONS } from '../../src/migrations/index.js';
import { ownerOrmOptions } from '../../src/shared/tenancy/orm-options.js';
import { type Ground, sharedGround } from '../support/shared-servers.js';

let ground: Ground;
let owner: Client;
beforeAll(async () => {
  ground = await sharedGround();
  owner = new Client({ connectionString: ground.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await ground.release();
});

test('an empty database is brought up to date, once', async () => {
  const name = new URL(ground.databaseUrl).pathname.slice(1);
  await owner.query(`create database ${name}_empty`);
  const empty = ground.databaseUrl.replace(name, `${name}_empty`);
  try {
    expect(await migrate(empty, { check: true })).toBe(MIGRATIONS.length);
    expect(await migrate(empty)).toBe(MIGRATIONS.length);
    expect(await migrate(empty)).toBe(0);
  } finally {
    await owner.query(`drop database ${name}_empty`);
  }
});

test('migrations run in the order of their names, which are stored by name', async () => {
  const { rows } = await owner.query<{ name: string }>('select name from migrations order by id');
  const names = rows.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toHaveLength(MIGRATIONS.length);
});

interface Column {
  /** As PostgreSQL calls it. */
  type: string;
  nullable: boolean;
  /** Whether a row may be inserted without it. */
  optional: boolean;
}

test('entities are what the migrations have made: same columns, same types, null in the same places', async () => {
  const orm = await MikroORM.init(
    ownerOrmOptions({ databaseUrl: ground.databaseUrl, entities: ENTITIES, migrations: MIGRATIONS }),
  );
  const faults: string[] = [];
  for (const { tableName, className, props } of orm.getMetadata().getAll().values()) {
    const there = await columnsOf(tableName);
    const known = new Set<string>();
    for (const prop of props) {
      if (prop.persist === false) continue;
      prop.fieldNames.forEach((field, i) => {
        known.add(field);
        const column = there.get(field);
        const where = `${className}.${prop.name} (${tableName}.${field})`;
        if (!column) return faults.push(`${where} is no column`);
        if (plain(prop.columnTypes[i] ?? '') !== column.type)
          faults.push(`${where} is ${prop.columnTypes[i]}, the column ${column.type}`);
        if (Boolean(prop.nullable) !== column.nullable) faults.push(`${where} may be null in one of both only`);
        return undefined;
      });
    }
    for (const [name, { optional }] of there) {
      if (!known.has(name) && !optional) faults.push(`${tableName}.${name} is needed, and ${className} has none`);
    }
  }
  await orm.close(true);
  expect(faults).toEqual([]);
});

async function columnsOf(table: string): Promise<Map<string, Column>> {
  const { rows } = await owner.query<Column & { name: string }>(
    `select column_name::text as name, udt_name::text as type, is_nullable = 'YES' as nullable,
       is_nullable = 'YES' or column_default is not null or is_generated = 'ALWAYS' as optional
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  return new Map(rows.map(({ name, ...column }) => [name, column]));
}

const NAMES: Record<string, string> = {
  int: 'int4',
  integer: 'int4',
  boolean: 'bool',
  bigint: 'int8',
  smallint: 'int2',
};

/** A type as PostgreSQL's catalogue calls it, without its precision. */
function plain(type: string): string {
  const name = type.replace(/\(.*\)/, '').trim();
  return NAMES[name] ?? name;
}
