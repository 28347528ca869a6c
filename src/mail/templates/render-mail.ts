import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { MailFrame, MailModel, MailTemplate, RenderedMail } from './mail-model.js';
import { mailView, type MailView } from './mail-view.js';
import { oneLine } from './safe-text.js';

type Subject = (view: MailView) => string;

const SUBJECTS: Record<MailTemplate, Subject> = {
  invite: (v) => (v.byOperator ? `Your invite to ${v.orgName}` : `${v.by} invites you to ${v.orgName}`),
  magic_link: (v) => `Sign in to ${v.orgName}`,
  admin_link: (v) => `Your sign-in link for ${v.orgName}`,
  sign_up: (v) => `Confirm your address to create ${v.orgName}`,
  sign_up_known: () => 'You already have an account at Muster',
  password_changed: () => 'Your password was changed',
  password_set_by_admin: () => 'An admin set a new password for you',
  mfa_enabled: () => 'Two-factor authentication is on',
  mfa_disabled: () => 'Two-factor authentication is off',
  mfa_reset: () => 'Your two-factor authentication was reset',
  mfa_reset_admins: (v) => `Two-factor authentication of ${v.userName} was reset`,
  backup_code_used: () => 'A backup code was used to sign in',
  confirm_code: () => 'Your confirmation code',
  calendar_reconnect: (v) => `${v.calendar} needs to be connected again`,
};

export const MAIL_TEMPLATES = Object.keys(SUBJECTS) as MailTemplate[];

/** A missing field is an error, never a hole in a mail; templates reach own plain fields only. */
const COMPILE = { strict: true, knownHelpersOnly: true, knownHelpers: { address: true }, preventIndent: true } as const;
const RUN = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false } as const;

type Part = 'html' | 'text';
type Template = (view: MailView) => string;

/** Escapes for an attribute in double quotes, and leaves "=" as it is so that a link reads as one in the source. */
function address(value: unknown) {
  const text = String(value);
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(text)) throw new Error('not a web address');
  return new Handlebars.SafeString(
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;'),
  );
}

/** Reads `<name>.<part>.hbs` of this folder: what starts with `_` is a partial, every template of the table a mail. */
function load(part: Part): (name: MailTemplate) => Template {
  const folder = new URL('./', import.meta.url);
  const handlebars = Handlebars.create();
  handlebars.registerHelper('address', address);
  const options = { ...COMPILE, noEscape: part === 'text' };
  const compile = (name: string) =>
    handlebars.compile<MailView>(readFileSync(new URL(`${name}.${part}.hbs`, folder), 'utf8'), options);
  for (const file of readdirSync(folder)) {
    const partial = new RegExp(`^(_.+)\\.${part}\\.hbs$`).exec(file)?.[1];
    if (partial) handlebars.registerPartial(partial.slice(1), compile(partial));
  }
  const templates = new Map(MAIL_TEMPLATES.map((name) => [name, compile(name)]));
  return (name) => (view) => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no mail template ${name}`);
    return template(view, RUN);
  };
}

const parts = { html: load('html'), text: load('text') };

/**
 * The finished mail, both parts. Pure but for the templates, which are read once at start. Throws when the model lacks
 * what its template shows or its link leads away from `appUrl`.
 */
export function renderMail(model: MailModel, frame: MailFrame): RenderedMail {
  const view = mailView(model, frame);
  const subject = oneLine(SUBJECTS[model.template](view), 200);
  const withSubject = { ...view, subject };
  return {
    subject,
    html: parts.html(model.template)(withSubject),
    text: tidy(parts.text(model.template)(withSubject)),
  };
}

/** Blocks that said nothing leave blank lines behind. */
function tidy(text: string): string {
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
