import { generateSync } from 'otplib';
import { Client } from 'pg';
import { LinkTokens, MailedLinks } from '../../src/mail/index.js';
import { SigningKeys } from '../../src/shared/crypto/crypto.module.js';
import type { OrgId } from '../../src/shared/ids/ids.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { Clock, MINUTE } from '../../src/shared/time/clock.js';
import { User } from '../../src/users/index.js';
import { type Agent, type Answer, type Desk, tokenIn } from '../support/desk.js';

export const PASSWORD = 'violet tram under snow';

export interface Person {
  agent: Agent;
  orgId: OrgId;
  id: string;
  name: string;
  email: string;
}

/** An admin of a fresh organization, signed in by the invite's link. */
export async function person(desk: Desk): Promise<Person> {
  const { admin, orgId, email } = await desk.org();
  const { body } = await admin.call('GET', '/api/v1/me');
  return { agent: admin, orgId: orgId as OrgId, id: String(body.id), name: String(body.name), email };
}

/** The same with a password. */
export async function personWithPassword(desk: Desk, password = PASSWORD): Promise<Person> {
  const someone = await person(desk);
  await someone.agent.call('PUT', '/api/v1/me/password', { newPassword: password });
  return someone;
}

export interface Factor {
  secret: string;
  backupCodes: string[];
  /** A code that was not used yet: each call is a step later than the last, the product's clock with it. */
  next(): string;
}

/** Enrols an authenticator and confirms it. */
export async function enrol(desk: Desk, agent: Agent): Promise<Factor> {
  const secret = String((await agent.call('POST', '/api/v1/me/mfa')).body.secret);
  const next = () => {
    desk.advance(MINUTE);
    return totp(desk, secret);
  };
  const { body } = await agent.call('POST', '/api/v1/me/mfa/confirm', { code: totp(desk, secret) });
  return { secret, backupCodes: body.backupCodes as unknown as string[], next };
}

/** What an authenticator shows `steps` of 30 seconds from the product's now. */
export function totp(desk: Desk, secret: string, steps = 0): string {
  const now = desk.app.get(Clock).now().getTime();
  return generateSync({ secret, epoch: Math.floor(now / 1000) + steps * 30 });
}

export function signIn(desk: Desk, email: string, password = PASSWORD, agent = desk.agent()): Promise<Answer> {
  return agent.call('POST', '/api/v1/auth/password', { email, password });
}

/** A link of any purpose, as the mail would carry it, without asking the routes that send it. */
export async function linkFor(
  desk: Desk,
  { orgId, id }: Pick<Person, 'orgId' | 'id'>,
  purpose: 'invite' | 'admin_link',
): Promise<string> {
  const link = await desk.app.get(TenantDb, { strict: false }).write(orgId, async (em) => {
    const user = await em.findOneOrFail(User, { id } as never);
    return desk.app.get(MailedLinks, { strict: false }).issue(em, user, purpose, null);
  });
  return new LinkTokens(desk.app.get(SigningKeys, { strict: false })).tokenOf(link);
}

/** The token of the youngest link mailed to an address. */
export async function mailedToken(desk: Desk, email: string, containing = '#token='): Promise<string> {
  return tokenIn((await desk.mailTo(email, containing)).text);
}

/** Runs SQL inside an organization, for states that no route makes. */
export async function sql(desk: Desk, orgId: OrgId, text: string, values: unknown[] = []): Promise<object[]> {
  return desk.app.get(TenantDb, { strict: false }).writeAccess(orgId, (em) => em.execute<object[]>(text, values));
}

/** As the operator's database tools would: organizations cannot change their own status. */
export async function suspend(desk: Desk, orgId: OrgId): Promise<void> {
  const owner = new Client({ connectionString: desk.config.databaseUrl });
  await owner.connect();
  await owner.query(`update orgs set status = 'suspended' where id = $1`, [orgId]);
  await owner.end();
}

/** Details of the failed sign-ins in somebody's log, the newest first; waits until there are `least` of them. */
export async function failures({ agent, id }: Person, least: number): Promise<unknown[]> {
  for (;;) {
    const path = `/api/v1/audit-log?action=sign_in.failed&targetId=${id}`;
    const items = (await agent.call('GET', path)).body.items ?? [];
    if (items.length >= least) return items.map(({ details }) => details);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
