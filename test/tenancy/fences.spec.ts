import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityManager, type EntityName, MikroORM, type Options } from '@mikro-orm/postgresql';
import { Client as Database } from 'pg';
import { Client } from '../../src/desk/clients/client.entity.js';
import { ENTITIES } from '../../src/entities.js';
import { Org } from '../../src/orgs/index.js';
import { AccessChanges } from '../../src/shared/access/access-changes.js';
import { newId, type OrgId } from '../../src/shared/ids/ids.js';
import { TENANT_ROLE } from '../../src/shared/tenancy/fence.js';
import { connectionOptions, tenantOrmOptions } from '../../src/shared/tenancy/orm-options.js';
import { SYSTEM_ROLE } from '../../src/shared/tenancy/system-role.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { ForeignTenantWrite } from '../../src/shared/tenancy/tenant-filter.js';
import { SystemDb } from '../../src/system-admin/system-db.js';
import { made, shop, type Shop } from '../desk/shop.js';
import { Desk } from '../support/desk.js';

// Each of the three fences with the other two taken away: what it holds back, it holds back alone.

let desk: Desk;
let owner: Database;
let own: Shop & { clientId: string };
let foreign: Shop & { clientId: string };

beforeAll(async () => {
  desk = await Desk.start();
  owner = new Database({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  [own, foreign] = await Promise.all([filled(), filled()]);
});
afterAll(async () => {
  await owner.end();
  await desk.stop();
});

/** An organization with something of most kinds in it. */
async function filled(): Promise<Shop & { clientId: string }> {
  const people = await shop(desk);
  const { admin } = people;
  const { id: clientId } = await made(admin, 'clients', { name: 'Bakery Brown' });
  const { id: ticketId } = await made(admin, 'tickets', { subject: 'Printer', clientId });
  await made(admin, `tickets/${ticketId}/comments`, { body: 'On it' });
  await made(admin, 'revenue', { description: 'Cable', amount: 1, date: '2026-11-24' });
  await made(admin, 'quotes', { clientId, title: 'Wi-Fi', items: [{ description: 'a', quantity: 1, unitPrice: 1 }] });
  return { ...people, clientId };
}

/** The database as the product uses it, but for the fences that `without` takes away. */
async function unfenced<T>(without: Options, work: (db: TenantDb) => Promise<T>): Promise<T> {
  const parts = { databaseUrl: desk.config.databaseUrl, entities: ENTITIES, migrations: [], poolSize: 2 };
  const orm = await MikroORM.init({ ...tenantOrmOptions(parts), ...without });
  try {
    return await work(new TenantDb(orm, desk.app.get(AccessChanges, { strict: false })));
  } finally {
    await orm.close();
  }
}

/** Row-level security does not hold the owner of the tables. */
const NO_ROW_SECURITY: Options = { driverOptions: {} };
const NO_GUARD: Options = { subscribers: [] };
const NO_FILTER = { filters: false } as const;

const clientsOf = async (orgId: string) =>
  (await owner.query('select * from clients where org_id = $1 order by id', [orgId])).rows as object[];

describe('the read filter alone', () => {
  const alone = <T>(work: (em: EntityManager) => Promise<T>) =>
    unfenced({ ...NO_ROW_SECURITY, ...NO_GUARD }, (db) => db.write(own.orgId as OrgId, work));

  it('finds rows of the organization only, of every entity', async () => {
    const seen = await alone(async (em) => {
      const found = [];
      for (const entity of ENTITIES as readonly EntityName<object>[]) {
        const orgs = (rows: object[]) => [...new Set(rows.map((row) => orgOf(row)))];
        found.push([
          (entity as { name: string }).name,
          orgs(await em.fork().find(entity, {}, NO_FILTER)),
          orgs(await em.find(entity, {})),
        ]);
      }
      return found as [string, string[], string[]][];
    });
    const inBoth = seen.filter(([, all]) => [own, foreign].every(({ orgId }) => all.includes(orgId)));
    expect(inBoth.map(([name]) => name)).toEqual(
      expect.arrayContaining(['AuditEntry', 'Client', 'Comment', 'Link', 'Mail', 'MoneyEntry', 'Org', 'OutboxEntry']),
    );
    expect(inBoth.length).toBeGreaterThanOrEqual(12);
    expect(inBoth.filter(([, , filtered]) => filtered.length !== 1 || filtered[0] !== own.orgId)).toEqual([]);
    expect(seen.filter(([, , filtered]) => filtered.some((orgId) => orgId !== own.orgId))).toEqual([]);
  });

  it('finds no foreign row by its id, counts none, and neither changes nor deletes one in bulk', async () => {
    const before = await clientsOf(foreign.orgId);
    const answers = await alone(async (em) => [
      await em.findOne(Client, { id: foreign.clientId }),
      await em.findOne(Client, { $or: [{ id: foreign.clientId }, { orgId: foreign.orgId as OrgId }] }),
      await em.count(Client, { orgId: foreign.orgId as OrgId }),
      await em.nativeUpdate(Client, { id: foreign.clientId }, { name: 'Mine now' }),
      await em.nativeDelete(Client, { id: foreign.clientId }),
    ]);
    expect(answers).toEqual([null, null, 0, 0, 0]);
    expect(await clientsOf(foreign.orgId)).toEqual(before);
  });

  it('throws where nobody said which organization', async () => {
    const { em } = desk.app.get(MikroORM, { strict: false }) as MikroORM;
    await expect(em.fork().find(Client, {})).rejects.toThrow(/No arguments provided for filter 'tenant'/);
  });
});

describe('the flush guard alone', () => {
  const alone = (work: (em: EntityManager) => Promise<unknown>) =>
    unfenced(NO_ROW_SECURITY, (db) =>
      db.write(own.orgId as OrgId, async (em) => {
        await work(em);
        await em.flush();
      }),
    );
  const load = (em: EntityManager, { clientId }: { clientId: string }) =>
    em.findOneOrFail(Client, { id: clientId }, NO_FILTER);

  it.each<[string, (em: EntityManager) => Promise<unknown>]>([
    ['a new row for another organization', async (em) => em.persist(em.create(Client, newClient(foreign.orgId)))],
    ['a change of a foreign row', async (em) => Object.assign(await load(em, foreign), { name: 'Mine now' })],
    ['a change of one that was never read', async (em) => (em.getReference(Client, foreign.clientId).name = 'Mine')],
    ['the deletion of a foreign row', async (em) => em.remove(await load(em, foreign))],
    ['a row that is moved away', async (em) => ((await load(em, own)).orgId = foreign.orgId as OrgId)],
    ['a foreign row that is moved here', async (em) => ((await load(em, foreign)).orgId = own.orgId as OrgId)],
  ])('refuses %s', async (_, work) => {
    const before = [await clientsOf(own.orgId), await clientsOf(foreign.orgId)];
    await expect(alone(work)).rejects.toThrow(ForeignTenantWrite);
    expect([await clientsOf(own.orgId), await clientsOf(foreign.orgId)]).toEqual(before);
  });

  it('refuses every write where nobody said which organization', async () => {
    const { em } = desk.app.get(MikroORM, { strict: false }) as MikroORM;
    const fork = em.fork();
    fork.persist(fork.create(Client, newClient(own.orgId)));
    await expect(fork.flush()).rejects.toThrow(ForeignTenantWrite);
  });

  it('lets a row of one’s own pass: it is the guard that refused, and the row-level security is away', async () => {
    const client = newClient(own.orgId);
    await alone(async (em) => em.persist(em.create(Client, client)));
    await unfenced({ ...NO_ROW_SECURITY, ...NO_GUARD }, (db) =>
      db.write(own.orgId as OrgId, async (em) => {
        em.persist(em.create(Client, newClient(foreign.orgId)));
        await em.flush();
      }),
    );
    expect(await clientsOf(own.orgId)).toEqual(expect.arrayContaining([expect.objectContaining({ id: client.id })]));
    expect(await clientsOf(foreign.orgId)).toHaveLength(2);
  });
});

describe('row-level security alone', () => {
  // As the product connects, and without the ORM: neither filter nor guard is there.
  let tenant: Database;
  beforeAll(async () => {
    const options = connectionOptions(TENANT_ROLE);
    tenant = new Database({ connectionString: desk.config.databaseUrl, options });
    await tenant.connect();
  });
  afterAll(() => tenant.end());

  async function inOrg(orgId: string, text: string, values: unknown[]): Promise<object[]> {
    await tenant.query('begin');
    try {
      await tenant.query(`select set_config('app.org_id', $1, true)`, [orgId]);
      return (await tenant.query<object>(text, values)).rows;
    } finally {
      await tenant.query('commit');
    }
  }
  const FOREIGN_CLIENT = `insert into clients (id, org_id, name, name_key, created_at, updated_at)
    values ($2, $1, 'Zoo', 'zoo', now(), now()) returning id`;

  it('shows no foreign row of any table, whatever the SQL', async () => {
    const filledTables: string[] = [];
    const leaks: string[] = [];
    for (const { name, org } of (await tables()).filter((table) => table.org)) {
      const { rowCount } = await owner.query(`select from ${name} where ${org} = $1`, [foreign.orgId]);
      if (rowCount) filledTables.push(name);
      const seen = await inOrg(own.orgId, `select from ${name} where ${org} is distinct from $1`, [own.orgId]);
      if (seen.length > 0) leaks.push(name);
    }
    expect(filledTables).toEqual(
      expect.arrayContaining([
        'audit_log',
        'clients',
        'comments',
        'links',
        'mails',
        'orgs',
        'outbox',
        'sessions',
        'users',
      ]),
    );
    expect(leaks).toEqual([]);
    expect(await inOrg(own.orgId, 'select id from clients where id = $1', [own.clientId])).toHaveLength(1);
  });

  it.each<[string, string, () => unknown[]]>([
    ['a new row', FOREIGN_CLIENT, () => [foreign.orgId, newId()]],
    ['a row moved there', 'update clients set org_id = $1 where id = $2', () => [foreign.orgId, own.clientId]],
  ])('refuses %s for another organization', async (_, text, values) => {
    await expect(inOrg(own.orgId, text, values())).rejects.toThrow(/violates row-level security policy/);
  });

  it.each([
    `update clients set name = 'Mine now' where id = $1 returning id`,
    `update clients set org_id = current_setting('app.org_id')::uuid where id = $1 returning id`,
    'delete from clients where id = $1 returning id',
    'select id from clients where id = $1 for update',
  ])('has no foreign row for: %s', async (text) => {
    const before = await clientsOf(foreign.orgId);
    expect(await inOrg(own.orgId, text, [foreign.clientId])).toEqual([]);
    expect(await clientsOf(foreign.orgId)).toEqual(before);
  });

  it('refuses a reference to a foreign row, which the checks of foreign keys would see', async () => {
    const ticket = `update tickets set client_id = $1 returning id`;
    await expect(inOrg(own.orgId, ticket, [foreign.clientId])).rejects.toThrow(/tickets_client/);
  });

  it('shows and takes nothing where nobody said which organization, also after somebody did', async () => {
    await inOrg(own.orgId, 'select id from clients', []);
    expect((await tenant.query('select id from clients')).rows).toEqual([]);
    const insert = tenant.query(FOREIGN_CLIENT, [own.orgId, newId()]);
    await expect(insert).rejects.toThrow(/violates row-level security policy/);
  });

  it('is not left by resetting the role', async () => {
    await tenant.query('reset role');
    expect((await tenant.query('select id from clients')).rows).toEqual([]);
  });
});

describe('the schema', () => {
  it('has a fence around every table of organizations, and no other table that they may read', async () => {
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['create table forgotten (id uuid, org_id uuid)', 'forgotten has org_id and no fence'],
    ['drop policy tenant on tickets', 'tickets has org_id and no fence'],
    ['create policy more on tickets to public using (true)', 'tickets has org_id and no fence'],
    ['alter policy tenant on users using (true)', 'users has org_id and no fence'],
    ['alter table quotes disable row level security', 'quotes has org_id and no fence'],
    [`create table shared (id uuid); grant select on shared to ${TENANT_ROLE}`, 'shared is open to every organization'],
    [`create view everybody as select * from users`, 'everybody is a view, and reads as its owner'],
    [
      `grant create on schema public to ${TENANT_ROLE}; alter table tickets owner to ${TENANT_ROLE}`,
      `${TENANT_ROLE} owns tickets`,
    ],
  ])('would be found with: %s', async (change, fault) => {
    await owner.query('begin');
    await owner.query(change);
    const found = await faults();
    await owner.query('rollback');
    expect(found).toEqual([fault]);
  });

  it('has two roles that the product runs as, which own nothing and cannot pass a policy', async () => {
    const { rows } = await owner.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
         array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as holds
       from pg_roles r where rolname = any($1) order by rolname`,
      [[TENANT_ROLE, SYSTEM_ROLE]],
    );
    const powers = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    const expected = { ...powers, rolcanlogin: false, holds: [] };
    expect(rows).toEqual([SYSTEM_ROLE, TENANT_ROLE].map((rolname) => ({ rolname, ...expected })));
    const who = 'select current_user::text as role';
    const [tenant] = await desk.app.get(TenantDb, { strict: false }).read(own.orgId as OrgId, {
      ...{ name: 'test_who', text: `${who}, $1::text as org` },
    });
    const [system] = await desk.app.get(SystemDb, { strict: false }).query({ name: 'test_who', text: who });
    expect([tenant, system]).toMatchObject([{ role: TENANT_ROLE }, { role: SYSTEM_ROLE }]);
  });

  // Each is a look-up that must find something before its organization is known (`lookup` in fence.ts). Whoever adds one
  // adds it here, and says in its migration why it must pass the fences.
  it('has these functions that run as the owner of the tables, for those two roles only', async () => {
    const { rows } = await owner.query<{ name: string; safe: boolean }>(
      `select proname::text as name, proconfig::text[] = array['search_path=public, pg_temp'] and not exists
         (select from aclexplode(proacl) a where a.grantee <> proowner and not a.grantee::regrole::text = any($1)) as safe
       from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
      [[TENANT_ROLE, SYSTEM_ROLE]],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'access_of_session',
      'account_of_email',
      'account_of_identity',
      'calendar_due',
      'challenge_of_token',
      'feed_of_token',
      'links_of_browser',
      'org_of_link',
      'org_of_name',
      'outbox_backlog',
      'outbox_dispatched',
      'outbox_forget',
      'outbox_lease',
      'outbox_unpark',
      'password_of_email',
      'use_oidc_flow',
    ]);
    expect(rows.filter(({ safe }) => !safe)).toEqual([]);
  });
});

/** Tables that belong to no organization, and what the tenant role may do with them. */
const OF_NOBODY: Record<string, string[]> = {
  migrations: ['SELECT'],
  oidc_flows: [],
  org_deletions: [],
  org_deletion_steps: [],
};

interface Table {
  name: string;
  /** The column that names the organization. */
  org: string | null;
}

async function tables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname::text as name, case when c.relname = 'orgs' then 'id' else a.attname::text end as org
     from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  return rows;
}

/** What is wrong with the fences of the schema, in words. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, org } of await tables()) {
    if (org) {
      if (!(await isFenced(name, org))) found.push(`${name} has org_id and no fence`);
      continue;
    }
    const { rows } = await owner.query<{ right: string }>(
      `select privilege_type::text as right from information_schema.role_table_grants
       where table_schema = 'public' and table_name = $1 and grantee in ($2, 'PUBLIC') order by 1`,
      [name, TENANT_ROLE],
    );
    if (rows.map(({ right }) => right).join() !== OF_NOBODY[name]?.join())
      found.push(`${name} is open to every organization`);
  }
  const views = await owner.query<{ name: string }>(
    `select relname::text as name from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace`,
  );
  found.push(...views.rows.map(({ name }) => `${name} is a view, and reads as its owner`));
  const owned = await owner.query<{ name: string; role: string }>(
    `select relname::text as name, pg_get_userbyid(relowner)::text as role from pg_class
     where relkind in ('r', 'p') and pg_get_userbyid(relowner) = any($1)`,
    [[TENANT_ROLE, SYSTEM_ROLE]],
  );
  found.push(...owned.rows.map(({ name, role }) => `${role} owns ${name}`));
  return found;
}

/** Row-level security is on, one policy lets the tenant role at the current organization's rows, one the system role at all. */
async function isFenced(table: string, column: string): Promise<boolean> {
  const { rows } = await owner.query<{ policy: string }>(
    `select concat_ws(' ', p.policyname, p.cmd, p.permissive, p.roles::text, p.qual, p.with_check) as policy
     from pg_policies p join pg_class c on c.relname = p.tablename and c.relnamespace = 'public'::regnamespace
     where p.schemaname = 'public' and p.tablename = $1 and c.relrowsecurity order by 1`,
    [table],
  );
  const current = `(${column} = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)`;
  return (
    rows.map(({ policy }) => policy).join('\n') ===
    [
      `system ALL PERMISSIVE {${SYSTEM_ROLE}} true true`,
      `tenant ALL PERMISSIVE {${TENANT_ROLE}} ${current} ${current}`,
    ].join('\n')
  );
}

const orgOf = (row: object): string => (row instanceof Org ? row.id : (row as { orgId: string }).orgId);

function newClient(orgId: string) {
  const now = new Date('2026-11-24T09:00:00Z');
  const times = { createdAt: now, updatedAt: now };
  return { id: newId(), orgId: orgId as OrgId, name: 'Zoo', nameKey: 'zoo', ...times };
}
