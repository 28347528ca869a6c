import { Migration } from '@mikro-orm/migrations';
import { fence } from '../shared/tenancy/fence.js';

/**
 * The service desk. References go with the organization (`org_id, …`), so that the database itself refuses a row that
 * names one of another organization.
 */
export class Migration0015Desk extends Migration {
  override name = '0015-desk';

  up(): void {
    const versioned = `version integer not null default 1,
        changed_in jsonb not null default '{}',
        created_at timestamptz not null,
        updated_at timestamptz not null`;
    const statements = [
      `alter table users add constraint users_org_id_key unique (org_id, id)`,

      // The last number that was given out, and how many there are: one row an organization and kind.
      `create table desk_counters (
        org_id uuid not null references orgs,
        kind text not null check (kind in ('ticket', 'quote')),
        last_number integer not null,
        live integer not null check (live >= 0),
        primary key (org_id, kind)
      )`,
      ...fence('desk_counters'),

      `create table clients (
        id uuid primary key,
        org_id uuid not null references orgs,
        name text not null,
        name_key text collate "C" not null,
        email text,
        phone text,
        notes text,
        ${versioned},
        constraint clients_org_id_key unique (org_id, id)
      )`,
      `create index clients_name on clients (org_id, name_key, id)`,
      ...fence('clients'),

      `create table tickets (
        id uuid primary key,
        org_id uuid not null references orgs,
        number integer not null,
        subject text not null,
        subject_key text not null,
        description text,
        status text not null check (status in ('open', 'in_progress', 'waiting', 'resolved', 'closed')),
        priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
        client_id uuid,
        assignee_id uuid,
        scheduled_start timestamptz,
        scheduled_end timestamptz,
        all_day boolean not null default false,
        created_by uuid,
        ${versioned},
        constraint tickets_org_id_key unique (org_id, id),
        constraint tickets_number_key unique (org_id, number),
        constraint tickets_client foreign key (org_id, client_id) references clients (org_id, id),
        constraint tickets_assignee foreign key (org_id, assignee_id) references users (org_id, id),
        constraint tickets_created_by foreign key (org_id, created_by) references users (org_id, id),
        check (scheduled_end >= scheduled_start),
        check (scheduled_start is not null or (scheduled_end is null and not all_day))
      )`,
      `create index tickets_status on tickets (org_id, status, number desc)`,
      `create index tickets_priority on tickets (org_id, priority, number desc)`,
      `create index tickets_of_client on tickets (org_id, client_id, number desc)`,
      `create index tickets_of_assignee on tickets (org_id, assignee_id, number desc)`,
      `create index tickets_of_creator on tickets (created_by)`,
      `create index tickets_schedule on tickets (org_id, scheduled_start, id) where scheduled_start is not null`,
      ...fence('tickets'),

      `create table comments (
        id uuid primary key,
        org_id uuid not null references orgs,
        ticket_id uuid not null,
        author_id uuid not null,
        body text not null,
        edited_at timestamptz,
        edited_by uuid,
        created_at timestamptz not null,
        constraint comments_ticket foreign key (org_id, ticket_id) references tickets (org_id, id) on delete cascade,
        constraint comments_author foreign key (org_id, author_id) references users (org_id, id),
        constraint comments_edited_by foreign key (org_id, edited_by) references users (org_id, id),
        check ((edited_at is null) = (edited_by is null))
      )`,
      `create index comments_of_ticket on comments (org_id, ticket_id, id)`,
      `create index comments_of_author on comments (author_id)`,
      ...fence('comments'),

      `create table money_entries (
        id uuid primary key,
        org_id uuid not null references orgs,
        kind text not null check (kind in ('revenue', 'expense')),
        description text not null,
        search_key text not null,
        amount bigint not null check (amount between 0 and 9000000000000),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        date date not null,
        client_id uuid,
        ticket_id uuid,
        category text,
        ${versioned},
        constraint money_entries_client foreign key (org_id, client_id) references clients (org_id, id),
        constraint money_entries_ticket foreign key (org_id, ticket_id) references tickets (org_id, id)
          on delete set null (ticket_id)
      )`,
      `create index money_entries_date on money_entries (org_id, kind, date desc, id desc) include (category, currency, amount)`,
      `create index money_entries_category on money_entries (org_id, kind, category, date desc, id desc)`,
      `create index money_entries_client on money_entries (org_id, client_id, kind, date desc, id desc)`,
      `create index money_entries_ticket on money_entries (org_id, ticket_id, kind, date desc, id desc)`,
      ...fence('money_entries'),

      `create table quotes (
        id uuid primary key,
        org_id uuid not null references orgs,
        number integer not null,
        client_id uuid,
        client_name text,
        title text not null,
        title_key text not null,
        items jsonb not null,
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        total bigint not null check (total between 0 and 9000000000000),
        status text not null check (status in ('draft', 'sent', 'accepted', 'declined')),
        valid_until date,
        sent_at timestamptz,
        decided_at timestamptz,
        ${versioned},
        constraint quotes_number_key unique (org_id, number),
        constraint quotes_client foreign key (org_id, client_id) references clients (org_id, id),
        check ((client_id is null) <> (client_name is null))
      )`,
      `create index quotes_status on quotes (org_id, status, number desc)`,
      `create index quotes_of_client on quotes (org_id, client_id, number desc)`,
      ...fence('quotes'),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
