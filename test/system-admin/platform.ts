import { OrgSetup } from '../../src/org-setup.js';
import { SystemOrg } from '../../src/shared/access/system-org.js';
import { type Agent, Desk, tokenIn } from '../support/desk.js';
import type { Person } from '../auth/people.js';

export interface Platform {
  desk: Desk;
  operator: Person;
}

/** A Muster whose SYSTEM_ADMIN_ORG is there, with its first admin signed in. */
export async function startPlatform(env: Record<string, string> = {}): Promise<Platform> {
  const desk = await Desk.start({ SYSTEM_ADMIN_ORG: 'platform', ...env });
  return { desk, operator: await makePlatform(desk) };
}

/** The platform's organization in a Muster that was started before it was there, and its first admin, signed in. */
export async function makePlatform(desk: Desk): Promise<Person> {
  const made = await desk.app.get(OrgSetup).create({
    name: 'Platform',
    slug: 'platform',
    adminName: 'Olga Operator',
    adminEmail: 'olga@platform.example',
  });
  // What a start does: the organization was made after this one's.
  await desk.app.get(SystemOrg, { strict: false }).onModuleInit();
  const agent = desk.agent();
  await agent.call('POST', '/api/v1/auth/link', { token: tokenIn(made.link) });
  return { agent, orgId: made.orgId, id: made.userId, name: 'Olga Operator', email: 'olga@platform.example' };
}

/** Somebody of an organization in another role, active and signed in. */
export async function colleague(
  desk: Desk,
  admin: Agent,
  role: 'admin' | 'technician' | 'viewer',
  email: string,
): Promise<{ agent: Agent; id: string; email: string }> {
  const { body } = await admin.call('POST', '/api/v1/users', { name: `Cole ${role}`, email, role });
  const agent = desk.agent();
  await agent.call('POST', '/api/v1/auth/link', { token: tokenIn((await desk.mailTo(email, '#token=')).text) });
  return { agent, id: String(body.id), email };
}
