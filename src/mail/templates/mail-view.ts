import type { Role } from '../../shared/access/permissions.js';
import type { MailFrame, MailModel } from './mail-model.js';
import { nameText, oneLine } from './safe-text.js';
import { lifetimeInWords, momentInWords } from './time-in-words.js';

/** What the templates see: plain strings, booleans and numbers, already safe to show, with no methods on them. */
export type MailView = Readonly<Record<string, string | number | boolean | null>>;

const ROLES: Record<Role, { role: string; roleMeaning: string }> = {
  admin: {
    role: 'an Admin',
    roleMeaning: 'Admins have full access: tickets, clients, revenue, quotes, users, and settings.',
  },
  technician: {
    role: 'a Technician',
    roleMeaning: 'Technicians create and edit tickets, clients, revenue, and expenses.',
  },
  viewer: {
    role: 'a Viewer',
    roleMeaning: 'Viewers read tickets, clients, revenue, and expenses.',
  },
};

const CALENDARS = { google: 'Google Calendar', outlook: 'Outlook Calendar' } as const;

/** Stands at the start of a sentence wherever `by` does. */
const OPERATOR = 'The operator of Muster';

function lasting(name: 'link' | 'code', expiresAt: Date, frame: MailFrame) {
  const left = expiresAt.getTime() - frame.now.getTime();
  return {
    [`${name}Lasts`]: lifetimeInWords(left),
    [`${name}Until`]: momentInWords(expiresAt, frame.timeZone),
  };
}

/** "ABCD2345" as "ABCD-2345": read out and typed in halves. */
function grouped(code: string): string {
  if (!/^[0-9A-Z]{8}$/.test(code)) throw new Error('a mailed code has 8 characters of 0-9 and A-Z');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A mail leads to the program itself and nowhere else. */
function ownLink(link: string, appUrl: string): string {
  if (!link.startsWith(`${appUrl}/`) || !/^[\x21-\x7e]+$/.test(link)) {
    throw new Error('a mailed link starts with APP_URL and is plain ASCII');
  }
  return link;
}

/** The model's own fields in words. Strings that are not named here are names, and are treated as such. */
function words(model: MailModel, frame: MailFrame): Record<string, string | number | boolean | null> {
  const view: Record<string, string | number | boolean | null> = {};
  if ('orgName' in model) view.orgName = nameText(model.orgName);
  if ('by' in model) {
    view.by = model.by === null ? OPERATOR : nameText(model.by);
    view.byOperator = model.by === null;
  }
  if ('link' in model) {
    Object.assign(view, { link: ownLink(model.link, frame.appUrl) }, lasting('link', model.expiresAt, frame));
  }
  if ('code' in model) {
    view.code = model.code && grouped(model.code.value);
    if (model.code) Object.assign(view, lasting('code', model.code.expiresAt, frame));
  }
  if ('at' in model) view.when = momentInWords(model.at, frame.timeZone);
  if ('ip' in model) {
    view.ip = model.ip && nameText(model.ip, 45);
    view.device = model.device && nameText(model.device);
  }
  switch (model.template) {
    case 'invite':
      return { ...view, ...ROLES[model.role] };
    case 'password_set_by_admin':
      return { ...view, mustChange: model.mustChange };
    case 'mfa_reset_admins':
      return { ...view, userName: nameText(model.userName), userEmail: oneLine(model.userEmail, 254) };
    case 'backup_code_used':
      return {
        ...view,
        left: model.left,
        leftWords: model.left === 1 ? '1 backup code' : `${model.left} backup codes`,
      };
    case 'calendar_reconnect':
      return { ...view, calendar: CALENDARS[model.provider] };
    default:
      return view;
  }
}

/** Throws when a link leads elsewhere, a code is none or a field is missing: such a mail is a bug and must not leave. */
export function mailView(model: MailModel, frame: MailFrame): MailView {
  const view = {
    ...words(model, frame),
    toName: nameText(frame.to.name),
    toAddress: oneLine(frame.to.address, 254),
    signInUrl: `${frame.appUrl}/sign-in`,
    securityUrl: `${frame.appUrl}/account/security`,
    calendarsUrl: `${frame.appUrl}/account/calendars`,
    usersUrl: `${frame.appUrl}/users`,
    host: new URL(frame.appUrl).host,
  };
  const holes = Object.entries(view).filter(([, value]) => value === undefined);
  if (holes.length > 0) throw new Error(`the mail ${model.template} lacks ${holes.map(([name]) => name).join(', ')}`);
  return view;
}
