import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { AuditRecorder } from '../../audit/index.js';
import { MailedLinks } from '../../mail/index.js';
import type { Actor } from '../../shared/access/actor.js';
import { emailKey } from '../../shared/http/fields.js';
import { newId, type UserId } from '../../shared/ids/ids.js';
import { TenantDb } from '../../shared/tenancy/tenant-db.js';
import { Clock } from '../../shared/time/clock.js';
import { type BulkInviteLine, type BulkInviteResult, InviteUser } from '../users.dto.js';

/** Lines a transaction: what a crash in the middle leaves undone, and how long others wait for an address. */
const CHUNK = 200;

interface Line extends InviteUser {
  /** Where it stood in the request. */
  at: number;
  id: UserId;
  key: string;
}

/** Many invites in one request, each for itself: a bad line costs no other. */
@Injectable()
export class BulkInvites {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly links: MailedLinks,
    private readonly audit: AuditRecorder,
  ) {}

  /** Refused are `validation_failed` lines, and `email_conflict` ones: who has an account, also by an earlier line. */
  async invite(actor: Actor, users: readonly unknown[]): Promise<BulkInviteResult> {
    const results: BulkInviteLine[] = users.map((user) => ({
      email: givenEmail(user),
      status: 'refused',
      code: 'validation_failed',
    }));
    const first = new Map<string, Line>();
    for (const [at, user] of users.entries()) {
      const read = await readLine(user);
      if (!read) continue;
      results[at] = { email: read.email, status: 'refused', code: 'email_conflict' };
      const key = emailKey(read.email);
      if (!first.has(key)) first.set(key, { ...read, at, key, id: newId<UserId>() });
    }
    const lines = [...first.values()];
    for (let from = 0; from < lines.length; from += CHUNK) {
      const chunk = lines.slice(from, from + CHUNK);
      const made = await this.db.write(actor.orgId, (em) => this.inviteChunk(em, actor, chunk));
      for (const { at, email } of made) results[at] = { email, status: 'invited' };
    }
    return { results };
  }

  private async inviteChunk(em: EntityManager, actor: Actor, chunk: readonly Line[]): Promise<Line[]> {
    const now = this.clock.now();
    // By address, so that two requests with the same people do not wait for each other crosswise.
    const ordered = chunk.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const inserted = await em.execute<{ id: UserId }[]>(
      `insert into users (id, org_id, name, email, email_key, role, status, created_at, updated_at)
       select line.id, ?, line.name, line.email, line.key, line.role, 'invited', ?, ?
       from jsonb_to_recordset(?::jsonb) as line(id uuid, name text, email text, key text, role text)
       on conflict (email_key) do nothing returning id`,
      [actor.orgId, now, now, JSON.stringify(ordered)],
    );
    const ids = new Set(inserted.map(({ id }) => id));
    const made = chunk.filter(({ id }) => ids.has(id));
    await this.links.issueInvites(
      em,
      made.map(({ id }) => ({ id, accessEpoch: 0 })),
      actor.userId,
    );
    for (const { id, name, role } of made) {
      const target = { type: 'user' as const, id, name };
      this.audit.record(em, { action: 'user.invited', actor, origin: actor.origin, target, details: { role } });
    }
    return made;
  }
}

/** The same rules as for one invite, unknown fields refused too. */
async function readLine(user: unknown): Promise<InviteUser | undefined> {
  if (typeof user !== 'object' || user === null || Array.isArray(user)) return undefined;
  const line = plainToInstance(InviteUser, user);
  const faults = await validate(line, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
  return faults.length === 0 ? { name: line.name, email: line.email, role: line.role } : undefined;
}

/** The line's address for its result, whatever it is; cut, as it may be anything. */
function givenEmail(user: unknown): string {
  const email = (user as { email?: unknown } | null)?.email;
  return typeof email === 'string' ? email.toWellFormed().slice(0, 254) : '';
}
