import type { Role } from '../../shared/access/permissions.js';

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
  | ({ template: 'sign_up'; orgName: string } & LinkMail)
  | { template: 'sign_up_known' };

export type MailTemplate = MailModel['template'];

/** What every mail needs beside its model. */
export interface MailFrame {
  /** Origin of every link, without a trailing slash. */
  appUrl: string;
  to: { name: string; address: string };
  /** What lifetimes count from. */
  now: Date;
}

/** A finished mail: nothing in it is interpreted any further. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}
