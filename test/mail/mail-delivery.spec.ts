import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Config } from '../../src/shared/config/config.js';
import { SigningKeys } from '../../src/shared/crypto/crypto.module.js';
import type { Outbox } from '../../src/shared/events/outbox.js';
import { newId, type OrgId, type UserId } from '../../src/shared/ids/ids.js';
import type { JobContext } from '../../src/shared/queue/job.js';
import { Metrics } from '../../src/shared/metrics/metrics.js';
import { TenantDb } from '../../src/shared/tenancy/tenant-db.js';
import { Clock } from '../../src/shared/time/clock.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { MailProcessor } from '../../src/mail/mail.processor.js';
import { MailPromises, type MailPromise } from '../../src/mail/mail-promises.js';
import { MailRefused, MailTransport, MailUnavailable } from '../../src/mail/mail-transport.js';
import type { RenderedMail } from '../../src/mail/templates/mail-model.js';
import { Desk } from '../support/desk.js';

interface Sent {
  id: string;
  to: { name: string; address: string };
  mail: RenderedMail;
}

/** A mail server that answers as told, and takes everything otherwise. */
class FakeTransport extends MailTransport {
  readonly sent: Sent[] = [];
  answer: Error | undefined;

  override async send(id: string, to: Sent['to'], mail: RenderedMail): Promise<void> {
    if (this.answer) throw this.answer;
    this.sent.push({ id, to, mail });
  }
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0';
const origin = { ip: '203.0.113.7', userAgent: FIREFOX, requestId: null };

let desk: Desk;
let db: TenantDb;
beforeAll(async () => {
  desk = await Desk.start();
  db = desk.app.get(TenantDb);
});
afterAll(() => desk.stop());

/** An organization with one admin, and a processor of its own whose mail server is a fake. */
async function office() {
  const { admin, orgId: org, email } = await desk.org();
  const orgId = org as OrgId;
  const userId = (await admin.call('GET', '/api/v1/me')).body['id'] as UserId;
  const transport = new FakeTransport(desk.config);
  const processor = new MailProcessor(
    db,
    desk.app.get(Clock),
    desk.app.get(Config),
    transport,
    new Metrics(),
    desk.app.get(SigningKeys),
  );
  // Promised for this processor only: without an outbox entry the application's own worker never sees it.
  const promises = new MailPromises({ add: () => undefined } as unknown as Outbox, desk.app.get(Clock));
  const promise = async (what: MailPromise) => {
    const known = new Set((await rows()).map(({ id }) => id));
    await db.write(orgId, async (em) => promises.promise(em, what));
    return (await rows()).find(({ id }) => !known.has(id))?.id ?? '';
  };
  const rows = () => db.write(orgId, (em) => em.find(Mail, {}));
  const row = (id: string) => db.write(orgId, (em) => em.findOneOrFail(Mail, id));
  const deliver = (mailId: string, context: Partial<JobContext> = {}) =>
    processor.deliver({ mailId }, { id: newId(), orgId, attempt: 1, lastAttempt: false, ...context });
  const sql = (text: string) => db.write(orgId, (em) => em.execute(text));
  return { admin, orgId, userId, email, transport, promise, row, deliver, sql };
}

describe('a promised mail', () => {
  test('is sent once, and its state says so', async () => {
    const { userId, email, transport, promise, deliver, row } = await office();
    const id = await promise({ template: 'password_changed', userId, origin });
    expect(await row(id)).toMatchObject({ state: 'queued', attempts: 0, sentAt: null });
    expect(await deliver(id)).toBe('done');
    expect(await deliver(id)).toBe('done');
    expect(transport.sent).toMatchObject([{ id, to: { name: 'Ada Admin', address: email } }]);
    expect(transport.sent[0]?.mail.text).toContain('With: Firefox on Linux');
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1, error: null, sentAt: expect.any(Date) });
  });

  test('that is refused for good has failed at once', async () => {
    const { userId, transport, promise, deliver, row } = await office();
    const id = await promise({ template: 'mfa_reset', userId });
    transport.answer = new MailRefused('550 no such user');
    await expect(deliver(id)).rejects.toBe(transport.answer);
    expect(await row(id)).toMatchObject({ state: 'failed', error: '550 no such user' });
    transport.answer = undefined;
    expect(await deliver(id)).toBe('done');
    expect(transport.sent).toEqual([]);
  });

  test('that may go through later waits, and is abandoned after its last try', async () => {
    const { userId, transport, promise, deliver, row } = await office();
    const id = await promise({ template: 'mfa_reset', userId });
    transport.answer = new MailUnavailable('451 try again later');
    await expect(deliver(id)).rejects.toBe(transport.answer);
    expect(await row(id)).toMatchObject({ state: 'queued', attempts: 1, error: '451 try again later' });
    await expect(deliver(id, { attempt: 8, lastAttempt: true })).rejects.toBe(transport.answer);
    expect(await row(id)).toMatchObject({ state: 'abandoned', attempts: 2 });
  });

  test('goes out again under its own id where a worker died with it', async () => {
    const { userId, transport, promise, deliver, row, sql } = await office();
    const id = await promise({ template: 'mfa_reset', userId });
    await sql(`update mails set state = 'sending', attempts = 1 where id = '${id}'`);
    expect(await deliver(id)).toBe('done');
    expect(transport.sent).toMatchObject([{ id }]);
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('to somebody who was deactivated since is dropped', async () => {
    const { userId, transport, promise, deliver, row, sql } = await office();
    const id = await promise({ template: 'mfa_reset', userId });
    await sql(`update users set status = 'deactivated' where id = '${userId}'`);
    expect(await deliver(id)).toBe('done');
    expect(transport.sent).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'dropped' });
  });

  test('whose link was used meanwhile is dropped', async () => {
    const { userId, transport, promise, deliver, row, sql } = await office();
    const [link] = (await sql(`select id from links where user_id = '${userId}'`)) as unknown as { id: never }[];
    const id = await promise({ template: 'invite', userId, linkId: link?.id as never });
    expect(await deliver(id)).toBe('done');
    expect(transport.sent).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'dropped' });
  });

  test('of another organization is not there', async () => {
    const [mine, theirs] = [await office(), await office()];
    const id = await theirs.promise({ template: 'mfa_reset', userId: theirs.userId });
    expect(await mine.deliver(id)).toBe('done');
    expect(mine.transport.sent).toEqual([]);
    expect(await theirs.row(id)).toMatchObject({ state: 'queued' });
  });
});

describe('through the outbox, the queue and a real mail server', () => {
  test('every notice arrives, with the names that its ids stand for', async () => {
    const { admin, orgId, userId, email } = await office();
    const made = await admin.call('POST', '/api/v1/users', {
      name: 'Tom Technician',
      email: `tom.${email}`,
      role: 'viewer',
    });
    const tom = made.body['id'] as UserId;
    const promises = desk.app.get(MailPromises);
    const expected: [MailPromise, string][] = [
      [{ template: 'sign_up_known', userId }, 'It has an account already'],
      [{ template: 'password_changed', userId, origin }, 'set or changed in My Account'],
      [{ template: 'mfa_enabled', userId, origin }, 'code from your authenticator app'],
      [{ template: 'mfa_disabled', userId, origin }, 'no longer asks for a second factor'],
      [{ template: 'mfa_reset', userId }, 'removed the second factor of your account'],
      [{ template: 'mfa_reset_admins', userId, aboutUserId: tom }, `Tom Technician (tom.${email}) at Acme IT`],
      [{ template: 'backup_code_used', userId, origin, left: 4 }, 'You have 4 backup codes left'],
      [{ template: 'password_set_by_admin', userId, byUserId: tom, mustChange: true }, 'Tom Technician set a new'],
      [{ template: 'password_set_by_admin', userId, byUserId: null, mustChange: false }, 'The operator of Muster set'],
      [{ template: 'calendar_reconnect', userId, provider: 'outlook' }, 'Outlook Calendar no longer lets Muster in'],
    ];
    await db.write(orgId, async (em) => {
      for (const [promise] of expected) promises.promise(em, promise);
    });
    for (const [, words] of expected) expect((await desk.mailTo(email, words)).text).toContain('Hello Ada Admin,');
  });

  test('neither the rows nor the job hold anything that signs in', async () => {
    const { admin, orgId, email } = await office();
    await admin.call('POST', '/api/v1/users', { name: 'Tom', email: `tom.${email}`, role: 'viewer' });
    const { text = '' } = await desk.mailTo(`tom.${email}`);
    const token = /#token=([\w-]+)/.exec(text)?.[1] ?? '';
    expect(token).toHaveLength(65);
    const stored = await db.write(orgId, async (em) => [
      await em.execute('select * from mails'),
      await em.execute('select * from links'),
      await em.execute('select * from outbox'),
    ]);
    expect(JSON.stringify(stored)).not.toContain(token.slice(22));
    expect(JSON.stringify(stored)).toContain('mail.deliver');
  });
});
