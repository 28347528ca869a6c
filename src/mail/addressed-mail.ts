import type { Role } from '../shared/access/permissions.js';
import type { LinkId } from '../shared/ids/ids.js';
import type { SignUpRequest } from './links/link.entity.js';
import { CODE_LIFETIME, type LinkPurpose } from './links/link-purpose.js';
import type { LinkTokens } from './links/link-token.js';
import type { MailData, MailState } from './mail.entity.js';
import { deviceInWords } from './templates/device-in-words.js';
import type { MailModel, MailTemplate } from './templates/mail-model.js';

/** A promised mail with everybody and everything that it names, as they are now. Times as PostgreSQL text. */
export interface AddressedMail {
  template: MailTemplate;
  state: MailState;
  data: MailData;
  created_at: string;
  user_name: string | null;
  email: string | null;
  role: Role | null;
  user_status: 'invited' | 'active' | 'deactivated' | null;
  org_name: string | null;
  org_status: 'active' | 'suspended' | 'deleting' | null;
  time_zone: string | null;
  link_id: LinkId | null;
  purpose: LinkPurpose | null;
  link_alive: boolean | null;
  link_created_at: string | null;
  link_expires_at: string | null;
  sign_up: SignUpRequest | null;
  by_name: string | null;
  about_name: string | null;
  about_email: string | null;
}

/** Parameters: now, the mail's id. Whoever belongs to another organization (a system admin) is behind the fence: null. */
export const ADDRESSED_MAIL = `
  select m.template, m.state, m.data, m.created_at, u.name as user_name, u.email, u.role, u.status as user_status,
    o.name as org_name, o.status as org_status, o.time_zone, l.id as link_id, l.purpose, l.sign_up,
    l.created_at as link_created_at, l.expires_at as link_expires_at,
    l.consumed_at is null and l.replaced_at is null and l.expires_at > ? and (u.id is null or u.access_epoch = l.epoch) as link_alive,
    c.name as by_name, a.name as about_name, a.email as about_email
  from mails m left join users u on u.id = m.user_id left join orgs o on o.id = m.org_id
    left join links l on l.id = m.link_id
    left join users c on c.id = coalesce(l.created_by, (m.data ->> 'byUserId')::uuid)
    left join users a on a.id = (m.data ->> 'aboutUserId')::uuid
  where m.id = ?`;

export function recipientOf(mail: AddressedMail): { name: string; address: string } {
  return mail.sign_up
    ? { name: mail.sign_up.name, address: mail.sign_up.email }
    : { name: mail.user_name ?? '', address: mail.email ?? '' };
}

/**
 * Whether it may leave now:
 * - `park`: the organization is suspended, it may leave later;
 * - `drop`: never again: the person is deactivated or gone, the organization is being deleted, the link is dead.
 */
export function rightToSend(mail: AddressedMail): 'send' | 'park' | 'drop' {
  if (mail.org_status === 'deleting') return 'drop';
  if (mail.org_status === 'suspended') return 'park';
  const welcome = mail.sign_up !== null || mail.user_status === 'active' || mail.user_status === 'invited';
  return welcome && (mail.link_id === null || mail.link_alive === true) ? 'send' : 'drop';
}

interface Surroundings {
  appUrl: string;
  now: Date;
  tokens: LinkTokens;
}

/** The only place where a link or code comes to be; what is returned goes to the mail server and nowhere else. */
export function modelOf(mail: AddressedMail, { appUrl, now, tokens }: Surroundings): MailModel {
  const { template, data } = mail;
  const orgName = mail.sign_up?.orgName ?? mail.org_name ?? '';
  const at = new Date(mail.created_at);
  const occurrence = { orgName, at, ip: data.ip ?? null, device: deviceInWords(data.userAgent ?? null) };
  switch (template) {
    case 'invite':
      return { template, by: mail.by_name, orgName, role: mail.role ?? 'viewer', ...linkOf(mail, appUrl, tokens) };
    case 'admin_link':
      return { template, by: mail.by_name, orgName, ...linkOf(mail, appUrl, tokens) };
    case 'sign_up':
      return { template, orgName, ...linkOf(mail, appUrl, tokens) };
    case 'magic_link': {
      const { code, createdAt, ...link } = { ...codeOf(mail, tokens), ...linkOf(mail, appUrl, tokens) };
      const expiresAt = new Date(createdAt.getTime() + CODE_LIFETIME);
      return { template, orgName, code: expiresAt > now ? { value: code, expiresAt } : null, ...link };
    }
    case 'confirm_code': {
      const { code, expiresAt } = codeOf(mail, tokens);
      return { template, orgName, code: { value: code, expiresAt } };
    }
    case 'sign_up_known':
      return { template };
    case 'password_changed':
    case 'mfa_enabled':
    case 'mfa_disabled':
      return { template, ...occurrence };
    case 'backup_code_used':
      return { template, left: data.left ?? 0, ...occurrence };
    case 'password_set_by_admin':
      return { template, by: mail.by_name, orgName, at, mustChange: data.mustChange ?? false };
    case 'mfa_reset':
      return { template, orgName, at };
    case 'mfa_reset_admins':
      return { template, orgName, at, userName: mail.about_name ?? '', userEmail: mail.about_email ?? '' };
    case 'calendar_reconnect':
      return { template, orgName, provider: data.provider ?? 'google' };
  }
}

function linkIn(mail: AddressedMail) {
  const { link_id: id, purpose, link_created_at: createdAt, link_expires_at: expiresAt } = mail;
  if (!id || !purpose || !createdAt || !expiresAt) throw new Error(`a mail ${mail.template} without a link`);
  return { link: { id, purpose }, createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) };
}

function linkOf(mail: AddressedMail, appUrl: string, tokens: LinkTokens) {
  const { link, expiresAt } = linkIn(mail);
  return { link: `${appUrl}/link#token=${tokens.tokenOf(link)}`, expiresAt };
}

function codeOf(mail: AddressedMail, tokens: LinkTokens) {
  const { link, createdAt, expiresAt } = linkIn(mail);
  return { code: tokens.codeOf(link), createdAt, expiresAt };
}
