import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { mailContent, plainText } from './mail-content.js';
import type { MailFrame, MailModel, RenderedMail } from './mail-model.js';

/** An instance of our own: escapes everything, knows no helper of others, reads no prototype. */
const layout = Handlebars.create().compile(readFileSync(new URL('layout.hbs', import.meta.url), 'utf8'), {
  knownHelpersOnly: true,
  strict: false,
});

export function renderMail(model: MailModel, frame: MailFrame): RenderedMail {
  const content = mailContent(model, frame);
  return { subject: content.subject, html: layout(content), text: plainText(content) };
}
