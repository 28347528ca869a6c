import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { MailModel, MailTemplate } from '../../src/mail/templates/mail-model.js';
import { MAIL_TEMPLATES, renderMail } from '../../src/mail/templates/render-mail.js';
import { APP_URL, frameFor, HONEST, LINK, NOW, sampleMails } from './sample-mails.js';

const HOSTILE = [
  ['markup', '<script>alert(1)</script>'],
  ['an attribute broken out of', '"><img src=x onerror=alert(1)>'],
  ['single quotes and backticks', `' onmouseover='x' \`\${1}\``],
  ['a template expression', '{{constructor.constructor "return process"}} {{{toName}}}'],
  ['line breaks', 'Ada\r\nBcc: all@evil.example\r\n\r\n<b>hi</b>'],
  ['300 characters', 'x'.repeat(300)],
  ['right-to-left override', '\u202egro.elpmaxe\u202c'],
  ['emoji', '👩‍🚒 Ada 🇩🇪'],
  ['an address', 'http://evil.example/login'],
  ['a bare host', 'Your invoice: pay.evil.example'],
  ['a mail address', 'billing@evil.example'],
] as const;

const LINKS: Partial<Record<MailTemplate, string>> = {
  invite: LINK,
  magic_link: LINK,
  admin_link: LINK,
  sign_up: LINK,
  sign_up_known: `${APP_URL}/sign-in`,
  password_set_by_admin: `${APP_URL}/sign-in`,
  mfa_reset_admins: `${APP_URL}/users`,
  calendar_reconnect: `${APP_URL}/account/calendars`,
};

const OWN_LINK = /^(https?:\/\/desk\.example\.com(\/.*)?|mailto:ada@acme\.example)$/;

/** Tags, in order, without what is in them: names can change no tag of a mail. */
function skeleton(html: string): string[] {
  return [...html.matchAll(/<\/?([a-z0-9!]+)(?=[\s>/])/gi)].map(([, tag]) => String(tag).toLowerCase());
}

function attributes(html: string): string[] {
  return [...html.matchAll(/\s([a-z-]+)="/g)].map(([, name]) => String(name));
}

const honest = sampleMails();

describe.each(MAIL_TEMPLATES)('the mail %s', (template) => {
  const mail = renderMail(honest[template], frameFor());

  it('has a subject, an HTML part and a text part, with no hole in them', () => {
    for (const part of [mail.subject, mail.html, mail.text]) {
      expect(part).not.toMatch(/undefined|null|NaN|Invalid Date|\[object|\{\{|\}\}/);
    }
    expect(mail.subject).toMatch(/^\S.{5,}\S$/);
    expect(mail.text).not.toMatch(/<[a-z]|&[a-z#0-9]+;/i);
    expect(mail.text).not.toMatch(/\n{3}|[ \t]\n/);
    expect(mail.html).not.toMatch(/<(p|h1|td)[^>]*>\s*<\/\1>/);
  });

  it('greets by name and says in both parts where it leads', () => {
    const target = LINKS[template] ?? `${APP_URL}/account/security`;
    expect(mail.text).toContain(`Hello ${HONEST.person},`);
    expect(mail.html).toContain(`Hello ${HONEST.person},`);
    expect(mail.text).toContain(target);
    if (template !== 'confirm_code') expect(mail.html).toContain(`href="${target}"`);
  });

  it('needs no image, no script and nobody else’s server, and knows the dark', () => {
    expect(mail.html).not.toMatch(/<(img|script|link|iframe|form|svg)|url\(|@import|\bon[a-z]+=/i);
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(mail.html).toContain('prefers-color-scheme: dark');
    const hosts = [...mail.html.matchAll(/https?:\/\/([^/"\s<]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(hosts.length > 0 ? [new URL(APP_URL).host] : []));
  });

  it.each(HOSTILE)('stays the same mail with %s for a name', async (_, name) => {
    const names = { person: name, other: name, org: name, device: name };
    const hostile = renderMail(sampleMails(names)[template], frameFor(names));
    expect(skeleton(hostile.html)).toEqual(skeleton(mail.html));
    expect(attributes(hostile.html)).toEqual(attributes(mail.html));
    expect(hostile.subject).not.toMatch(/[\r\n]/);
    expect([...hostile.subject].length).toBeLessThanOrEqual(200);
    expect(hostile.text.split('\n').length).toBe(mail.text.split('\n').length);
    for (const part of [hostile.subject, hostile.html, hostile.text]) {
      expect(part).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|x{81}/);
      expect(part).not.toContain('evil.example');
    }
    // What a mail program that links whatever looks like an address would make of the text part.
    const { textAsHtml = '' } = await simpleParser(`Content-Type: text/plain; charset=utf-8\n\n${hostile.text}`);
    const linked = [...textAsHtml.matchAll(/href="([^"]*)"/g)].map(([, href]) => String(href));
    for (const href of linked) expect(href).toMatch(OWN_LINK);
  });
});

describe('rendering', () => {
  it('says who invites, where and as what, how long the link lasts, and what to do if it was not you', () => {
    const { subject, text } = renderMail(honest.invite, frameFor());
    expect(subject).toBe('Grace Hopper invites you to Acme IT');
    expect(text).toContain('Grace Hopper invites you to Acme IT as a Technician.');
    expect(text).toContain('within 7 days: until 1 December 2026 at 10:00 CET');
    expect(text).toContain('If you do not expect this invite, ignore this mail.');
  });

  it('shows the code in two halves, and leaves it out once it is dead', () => {
    const alive = renderMail(honest.magic_link, frameFor());
    expect(alive.text).toContain('    K7QP-2M4X\n');
    expect(alive.html).toContain('>K7QP-2M4X<');
    const dead = renderMail({ ...honest.magic_link, code: null }, frameFor());
    expect(dead.text + dead.html).not.toMatch(/type this code/);
  });

  it('names the operator where no admin of the organization did it', () => {
    expect(renderMail({ ...honest.invite, by: null }, frameFor()).text).toContain('The operator of Muster invites you');
    expect(renderMail({ ...honest.invite, by: null }, frameFor()).subject).toBe('Your invite to Acme IT');
  });

  it('says when the last backup code is gone', () => {
    const { text } = renderMail({ ...honest.backup_code_used, left: 0 }, frameFor());
    expect(text).toContain('It was the last one: make a new set now.');
    expect(renderMail({ ...honest.backup_code_used, left: 1 }, frameFor()).text).toContain(
      'You have 1 backup code left.',
    );
  });

  it('leaves out what is not known of a device', () => {
    const { text } = renderMail({ ...honest.password_changed, ip: null, device: null }, frameFor());
    expect(text).not.toMatch(/With:|From:/);
  });

  it.each([
    'https://evil.example/link#token=x',
    'javascript:alert(1)',
    `${APP_URL}.evil.example/link`,
    `${APP_URL}/li nk`,
  ])('refuses a link to %s', (link) => {
    expect(() => renderMail({ ...honest.invite, link }, frameFor())).toThrow('APP_URL');
  });

  it('refuses a code that is none', () => {
    const code = { value: '<b>', expiresAt: NOW };
    expect(() => renderMail({ ...honest.confirm_code, code }, frameFor())).toThrow('8 characters');
  });

  it('refuses to leave a hole for a missing field', () => {
    const { left: _, ...incomplete } = honest.backup_code_used;
    expect(() => renderMail(incomplete as MailModel, frameFor())).toThrow('lacks left');
  });
});

describe('the templates', () => {
  const folder = new URL('../../src/mail/templates/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.hbs'));

  it('never write a value unescaped', () => {
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8')).not.toMatch(/\{\{\{|\{\{&/);
  });

  it('are each used', () => {
    const mails = files.filter((file) => !file.startsWith('_')).map((file) => file.split('.')[0]);
    expect(new Set(mails)).toEqual(new Set(MAIL_TEMPLATES));
    expect(mails.length).toBe(2 * MAIL_TEMPLATES.length);
  });
});
