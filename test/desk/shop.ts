import { type Agent, type Answer, Desk, tokenIn } from '../support/desk.js';

export const API = '/api/v1';

export interface Member {
  agent: Agent;
  id: string;
  email: string;
}

/** An organization at work: an admin, a technician and a viewer, all signed in. */
export interface Shop {
  orgId: string;
  admin: Member;
  technician: Member;
  viewer: Member;
}

export async function shop(desk: Desk): Promise<Shop> {
  const { admin, orgId, email } = await desk.org();
  const { body } = await admin.call('GET', `${API}/me`);
  const owner = { agent: admin, id: String(body.id), email };
  return {
    orgId,
    admin: owner,
    technician: await member(desk, owner, 'technician'),
    viewer: await member(desk, owner, 'viewer'),
  };
}

let people = 0;

/** Invites somebody and signs them in by the mailed link. */
export async function member(desk: Desk, admin: Member, role: 'admin' | 'technician' | 'viewer'): Promise<Member> {
  const email = `${role}${++people}@${admin.email.split('@')[1]}`;
  const name = `${role[0]?.toUpperCase()}${role.slice(1)} ${people}`;
  const { body } = await admin.agent.call('POST', `${API}/users`, { name, email, role });
  const agent = desk.agent();
  const token = tokenIn((await desk.mailTo(email, '#token=')).text);
  await agent.call('POST', `${API}/auth/link`, { token });
  return { agent, id: String(body.id), email };
}

/** A record made by an admin: its answer's body. Fails where it is not made. */
export async function made({ agent }: Member, path: string, body: object): Promise<Answer['body'] & { id: string }> {
  const answer = await agent.call('POST', `${API}/${path}`, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Answer['body'] & { id: string };
}
