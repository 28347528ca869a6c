import type { Role } from '../../shared/access/permissions.js';

/** Where and with what something was done to an account. `device` is in words, such as "Firefox on Windows". */
interface Occurrence {
  at: Date;
  ip: string | null;
  device: string | null;
}

interface LinkMail {
  /** `<APP_URL>/link#token=…`; a link to anywhere else is not rendered. */
  link: string;
  expiresAt: Date;
}

/**
 * All that a mail says, by template. `by` is the name of the admin who caused it; null is the platform's operator.
 * Names are as they are stored: rendering makes them safe.
 */
export type MailModel =
  | ({ template: 'invite'; by: string | null; orgName: string; role: Role } & LinkMail)
  /** `code` is null when it is dead by the time that the mail leaves. */
  | ({ template: 'magic_link'; orgName: string; code: { value: string; expiresAt: Date } | null } & LinkMail)
  | ({ template: 'admin_link'; by: string | null; orgName: string } & LinkMail)
  | ({ template: 'sign_up'; orgName: string } & LinkMail)
  | { template: 'sign_up_known' }
  | ({ template: 'password_changed'; orgName: string } & Occurrence)
  | { template: 'password_set_by_admin'; by: string | null; orgName: string; at: Date; mustChange: boolean }
  | ({ template: 'mfa_enabled'; orgName: string } & Occurrence)
  | ({ template: 'mfa_disabled'; orgName: string } & Occurrence)
  | { template: 'mfa_reset'; orgName: string; at: Date }
  | { template: 'mfa_reset_admins'; orgName: string; at: Date; userName: string; userEmail: string }
  | ({ template: 'backup_code_used'; orgName: string; left: number } & Occurrence)
  | { template: 'confirm_code'; orgName: string; code: { value: string; expiresAt: Date } }
  | { template: 'calendar_reconnect'; orgName: string; provider: 'google' | 'outlook' };

export type MailTemplate = MailModel['template'];

/** What every mail needs beside its model. */
export interface MailFrame {
  /** Origin of every link, without a trailing slash. */
  appUrl: string;
  to: { name: string; address: string };
  /** IANA zone that times are written in: the organization's. */
  timeZone: string;
  /** What lifetimes count from. */
  now: Date;
}

/** A finished mail: nothing in it is interpreted any further. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}
