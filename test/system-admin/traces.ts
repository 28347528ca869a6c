import { readdirSync, readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Desk } from '../support/desk.js';

/** Runs SQL as the owner of the schema, past every fence. */
export async function asOwner<Row extends object>(desk: Desk, text: string, values: unknown[] = []): Promise<Row[]> {
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  try {
    return (await owner.query<Row>(text, values)).rows;
  } finally {
    await owner.end();
  }
}

async function tables(desk: Desk): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    desk,
    `select quote_ident(relname) as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Where any of the words still stands: every row of every table, every key of Redis with its value, every file. */
export async function tracesOf(desk: Desk, words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables(desk)) {
    const rows = await asOwner<{ row: string }>(
      desk,
      `select left(t::text, 300) as row from ${table} t
       where exists (select from unnest($1::text[]) word where strpos(lower(t::text), lower(word)) > 0)`,
      [words],
    );
    found.push(...rows.map(({ row }) => `${table}: ${row}`));
  }
  const redis = new Redis(desk.config.redisUrl);
  try {
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'COUNT', 1_000);
      cursor = next;
      for (const key of keys) {
        const held = `${key} ${await contentOf(redis, key)}`;
        if (words.some((word) => held.includes(word))) found.push(`redis: ${held.slice(0, 300)}`);
      }
    } while (cursor !== '0');
  } finally {
    redis.disconnect();
  }
  const folder = desk.config.storageUrl.replace(/^file:/, '');
  for (const file of filesIn(folder)) {
    const held = `${file} ${readFileSync(file, 'latin1')}`;
    if (words.some((word) => held.includes(word))) found.push(`file: ${file}`);
  }
  return found;
}

/** The tables and stores in which traces were found, in the order of their names. */
export function placesOf(traces: readonly string[]): string[] {
  return traces.map((trace) => trace.split(':')[0] ?? '').toSorted((a, b) => a.localeCompare(b));
}

async function contentOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return (await redis.lrange(key, 0, -1)).join(' ');
    case 'set':
      return (await redis.smembers(key)).join(' ');
    case 'zset':
      return (await redis.zrange(key, 0, -1)).join(' ');
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`);
  } catch {
    return [];
  }
}

/** A checksum of each table's rows of one organization. */
export async function checksums(desk: Desk, orgId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  const owned = await asOwner<{ name: string }>(
    desk,
    `select quote_ident(c.relname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  for (const { name } of owned) {
    const [row] = await asOwner<{ sum: string }>(
      desk,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t where org_id = $1`,
      [orgId],
    );
    sums[name] = row?.sum ?? '';
  }
  const [org] = await asOwner<{ sum: string }>(desk, 'select md5(t::text) as sum from orgs t where id = $1', [orgId]);
  return { ...sums, orgs: org?.sum ?? '' };
}
