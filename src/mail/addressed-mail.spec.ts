import { describe, expect, it } from '@jest/globals';
import { Keyring } from '../shared/crypto/keyring.js';
import type { LinkId } from '../shared/ids/ids.js';
import { modelOf, recipientOf, rightToSend, type AddressedMail } from './addressed-mail.js';
import { LinkTokens } from './links/link-token.js';

const tokens = new LinkTokens(new Keyring([Buffer.alloc(32, 1)]));
const ID = '019abcde-0000-7000-8000-000000000001' as LinkId;

const notice: AddressedMail = {
  template: 'mfa_reset',
  state: 'queued',
  data: {},
  created_at: '2026-11-24 09:00:00+00',
  user_name: 'Ada',
  email: 'ada@acme.example',
  role: 'admin',
  user_status: 'active',
  org_name: 'Acme IT',
  org_status: 'active',
  time_zone: 'Europe/Berlin',
  link_id: null,
  purpose: null,
  link_alive: null,
  link_created_at: null,
  link_expires_at: null,
  sign_up: null,
  by_name: null,
  about_name: null,
  about_email: null,
};

const invite: AddressedMail = {
  ...notice,
  template: 'invite',
  user_status: 'invited',
  link_id: ID,
  purpose: 'invite',
  link_alive: true,
  link_created_at: '2026-11-24 09:00:00+00',
  link_expires_at: '2026-12-01 09:00:00+00',
};

const signUp: AddressedMail = {
  ...invite,
  template: 'sign_up',
  purpose: 'sign_up',
  user_name: null,
  email: null,
  role: null,
  user_status: null,
  org_name: null,
  org_status: null,
  time_zone: null,
  sign_up: { orgName: 'Byte Works', name: 'Bo', email: 'bo@byte.example' },
};

describe('the right to send', () => {
  it.each<[string, AddressedMail, ReturnType<typeof rightToSend>]>([
    ['a notice to an active person', notice, 'send'],
    ['an invite to an invited person', invite, 'send'],
    ['a sign-up, whose organization is not there yet', signUp, 'send'],
    ['a notice to a deactivated person', { ...notice, user_status: 'deactivated' }, 'drop'],
    ['an invite to somebody who was deactivated since', { ...invite, user_status: 'deactivated' }, 'drop'],
    ['a mail to somebody who is gone', { ...notice, user_status: null }, 'drop'],
    ['a link that was used, replaced or expired', { ...invite, link_alive: false }, 'drop'],
    ['a sign-up link that is dead', { ...signUp, link_alive: false }, 'drop'],
    ['a suspended organization', { ...invite, org_status: 'suspended' }, 'park'],
    ['an organization that is being deleted', { ...invite, org_status: 'deleting' }, 'drop'],
  ])('%s', (_, mail, right) => {
    expect(rightToSend(mail)).toBe(right);
  });
});

describe('what a mail says', () => {
  const now = new Date('2026-11-24T09:05:00Z');
  const surroundings = { appUrl: 'https://desk.example.com', now, tokens };

  it('goes to the person, or to whoever signs up', () => {
    expect(recipientOf(invite)).toEqual({ name: 'Ada', address: 'ada@acme.example' });
    expect(recipientOf(signUp)).toEqual({ name: 'Bo', address: 'bo@byte.example' });
    expect(modelOf(signUp, surroundings)).toMatchObject({ orgName: 'Byte Works' });
  });

  it('has the link that is derived from its id', () => {
    const token = tokens.tokenOf({ id: ID, purpose: 'invite' });
    expect(modelOf(invite, surroundings)).toEqual({
      template: 'invite',
      by: null,
      orgName: 'Acme IT',
      role: 'admin',
      link: `https://desk.example.com/link#token=${token}`,
      expiresAt: new Date('2026-12-01T09:00:00Z'),
    });
  });

  it('has the code for ten minutes, and then the link alone', () => {
    const magic: AddressedMail = { ...invite, template: 'magic_link', purpose: 'magic_link' };
    const value = tokens.codeOf({ id: ID, purpose: 'magic_link' });
    expect(modelOf(magic, surroundings)).toMatchObject({
      code: { value, expiresAt: new Date('2026-11-24T09:10:00Z') },
    });
    const late = new Date('2026-11-24T09:10:00Z');
    expect(modelOf(magic, { ...surroundings, now: late })).toMatchObject({ code: null });
  });

  it('says where and with what something was done', () => {
    const data = { ip: '203.0.113.7', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/142.0' };
    expect(modelOf({ ...notice, template: 'password_changed', data }, surroundings)).toEqual({
      template: 'password_changed',
      orgName: 'Acme IT',
      at: new Date('2026-11-24T09:00:00Z'),
      ip: '203.0.113.7',
      device: 'Firefox on Windows',
    });
  });

  it('cannot be said without its link', () => {
    expect(() => modelOf({ ...invite, link_id: null }, surroundings)).toThrow('without a link');
  });
});
