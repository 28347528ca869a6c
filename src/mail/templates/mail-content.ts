import { nameText, oneLine } from './safe-text.js';
import { lifetimeInWords } from './time-in-words.js';
import type { MailFrame, MailModel } from './mail-model.js';

/** A mail as a reader meets it; the layout makes HTML of it, `plainText` the text part. */
export interface MailContent {
  subject: string;
  heading: string;
  paragraphs: string[];
  button?: { label: string; href: string };
  code?: { value: string; lasts: string };
  notes: string[];
}

const NOT_YOU = 'If you did not ask for this, ignore this mail: nothing happens without the link.';

/** What each template says. Names are made safe here, everything else is ours. */
export function mailContent(model: MailModel, frame: MailFrame): MailContent {
  const lasts = (until: Date) => lifetimeInWords(until.getTime() - frame.now.getTime());
  switch (model.template) {
    case 'invite': {
      const org = nameText(model.orgName);
      const by = model.by ? nameText(model.by) : 'The operator of Muster';
      return {
        subject: oneLine(`${by} invites you to ${org}`, 150),
        heading: `Join ${org}`,
        paragraphs: [`${by} invites you to ${org} as ${model.role}.`],
        button: { label: 'Accept the invite', href: model.link },
        notes: [
          `The link works once, for ${lasts(model.expiresAt)}.`,
          'If you do not know who invites you, ignore this mail: no account is opened without the link.',
        ],
      };
    }
    case 'magic_link': {
      const content: MailContent = {
        subject: `Sign in to ${nameText(model.orgName)}`,
        heading: 'Your sign-in link',
        paragraphs: [`Use it to sign in to ${nameText(model.orgName)}.`],
        button: { label: 'Sign in', href: model.link },
        notes: [`The link works once, for ${lasts(model.expiresAt)}.`, NOT_YOU],
      };
      if (model.code) {
        const { value, expiresAt } = model.code;
        content.code = { value: `${value.slice(0, 4)}-${value.slice(4)}`, lasts: lasts(expiresAt) };
      }
      return content;
    }
    case 'sign_up':
      return {
        subject: `Create ${nameText(model.orgName)} on Muster`,
        heading: `Create ${nameText(model.orgName)}`,
        paragraphs: ['Use the link to create the organization. You become its first admin.'],
        button: { label: 'Create the organization', href: model.link },
        notes: [`The link works once, for ${lasts(model.expiresAt)}.`, NOT_YOU],
      };
    case 'sign_up_known':
      return {
        subject: 'You have a Muster account already',
        heading: 'You have an account already',
        paragraphs: ['Somebody tried to sign up with this address, which has an account. Sign in with it instead.'],
        button: { label: 'Go to sign-in', href: `${frame.appUrl}/sign-in` },
        notes: ['If that was not you, ignore this mail: nothing has changed.'],
      };
  }
}

export function plainText({ heading, paragraphs, button, code, notes }: MailContent): string {
  const parts = [heading, ...paragraphs];
  if (button) parts.push(`${button.label}:\n${button.href}`);
  if (code) parts.push(`Or type this code where you asked for the link (it works for ${code.lasts}):\n${code.value}`);
  return `${[...parts, ...notes].join('\n\n')}\n`;
}
