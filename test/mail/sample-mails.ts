import type { MailFrame, MailModel, MailTemplate } from '../../src/mail/templates/mail-model.js';

export const APP_URL = 'https://desk.example.com';
export const LINK = `${APP_URL}/link#token=AZqwertyAZqwertyAZqwerAZqwertyAZqwertyAZqwertyAZqwertyAZqwert-_x5`;
export const NOW = new Date('2026-11-24T09:00:00Z');

const within = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

interface Names {
  person: string;
  other: string;
  org: string;
  device: string;
}

export const HONEST: Names = {
  person: 'Ada Lovelace',
  other: 'Grace Hopper',
  org: 'Acme IT',
  device: 'Firefox on Windows',
};

/** Every mail there is, once, with the given names in it. A template without a sample does not compile. */
export function sampleMails({ person, other, org, device }: Names = HONEST): {
  [T in MailTemplate]: Extract<MailModel, { template: T }>;
} {
  const link = (minutes: number) => ({ link: LINK, expiresAt: within(minutes) });
  const occurrence = { orgName: org, at: NOW, ip: '203.0.113.7', device };
  return {
    invite: { template: 'invite', by: other, orgName: org, role: 'technician', ...link(7 * 24 * 60) },
    magic_link: {
      template: 'magic_link',
      orgName: org,
      code: { value: 'K7QP2M4X', expiresAt: within(10) },
      ...link(30),
    },
    admin_link: { template: 'admin_link', by: other, orgName: org, ...link(24 * 60) },
    sign_up: { template: 'sign_up', orgName: org, ...link(24 * 60) },
    sign_up_known: { template: 'sign_up_known' },
    password_changed: { template: 'password_changed', ...occurrence },
    password_set_by_admin: { template: 'password_set_by_admin', by: other, orgName: org, at: NOW, mustChange: true },
    mfa_enabled: { template: 'mfa_enabled', ...occurrence },
    mfa_disabled: { template: 'mfa_disabled', ...occurrence },
    mfa_reset: { template: 'mfa_reset', orgName: org, at: NOW },
    mfa_reset_admins: {
      template: 'mfa_reset_admins',
      orgName: org,
      at: NOW,
      userName: person,
      userEmail: 'ada@acme.example',
    },
    backup_code_used: { template: 'backup_code_used', left: 3, ...occurrence },
    confirm_code: { template: 'confirm_code', orgName: org, code: { value: 'K7QP2M4X', expiresAt: within(10) } },
    calendar_reconnect: { template: 'calendar_reconnect', orgName: org, provider: 'google' },
  };
}

export function frameFor({ person }: Pick<Names, 'person'> = HONEST): MailFrame {
  return {
    appUrl: APP_URL,
    to: { name: person, address: 'ada@acme.example' },
    timeZone: 'Europe/Berlin',
    now: NOW,
  };
}
