import type { OrgId } from '../../src/shared/ids/ids.js';
import type { Role } from '../../src/shared/access/permissions.js';
import { newId } from '../../src/shared/ids/ids.js';
import type { Desk } from '../support/desk.js';
import { linkFor, type Person, person } from '../auth/people.js';

export const USERS = '/api/v1/users';

/** Somebody of the admin's organization who has an invite and has not used it. */
export async function invite(admin: Person, role: Role, name = 'Tom Technician'): Promise<Omit<Person, 'agent'>> {
  const email = `${newId().slice(-12)}@team.example`;
  const { body } = await admin.agent.call('POST', USERS, { name, email, role });
  return { orgId: admin.orgId, id: String(body.id), name, email };
}

/** The same, signed in. */
export async function colleague(desk: Desk, admin: Person, role: Role, name = 'Tom Technician'): Promise<Person> {
  const someone = { ...(await invite(admin, role, name)), agent: desk.agent() };
  await someone.agent.call('POST', '/api/v1/auth/link', { token: await linkFor(desk, someone, 'admin_link') });
  return someone;
}

/** An organization of two admins. */
export async function twoAdmins(desk: Desk): Promise<{ ada: Person; bob: Person; orgId: OrgId }> {
  const ada = await person(desk);
  const bob = await colleague(desk, ada, 'admin', 'Bob Admin');
  return { ada, bob, orgId: ada.orgId };
}
