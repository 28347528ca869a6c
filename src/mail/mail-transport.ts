import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MailerService } from '@nestjs-modules/mailer';
import { createTransport } from 'nodemailer';
import { Config } from '../shared/config/config.js';
import { Unrecoverable } from '../shared/queue/job.js';
import { classifySmtpError, type SmtpError } from './smtp-error.js';
import { smtpOptions } from './smtp-options.js';
import type { RenderedMail } from './templates/mail-model.js';
import { oneLine } from './templates/safe-text.js';

/** The mail server refused this mail for good: no further try helps. */
export class MailRefused extends Unrecoverable {}

/** The mail did not leave, and a later try may: the server is away, busy, or does not let us in. */
export class MailUnavailable extends Error {}

const ADDRESS = /^[^\s\p{C}<>@(),;:"[\]\\]+@[^\s\p{C}<>@(),;:"[\]\\]+$/u;

/** Pooled connections to the mail server of `SMTP_URL`. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly mailer: MailerService;
  private readonly domain: string;

  constructor(private readonly config: Config) {
    this.domain = /@([^\s>]+)/.exec(config.mailFrom)?.[1] ?? 'localhost';
    // Made here rather than by its module, which would close the connections before the queue has let go of its jobs.
    this.mailer = new MailerService({ transport: smtpOptions(config.smtpUrl) }, { createTransport });
  }

  /**
   * Resolves when the server has taken the mail; throws `MailRefused` or `MailUnavailable`. `id` becomes the
   * Message-ID, so that a second delivery after a crash can be known as one.
   */
  async send(id: string, to: { name: string; address: string }, mail: RenderedMail): Promise<void> {
    if (!ADDRESS.test(to.address)) throw new MailRefused('the address is none');
    try {
      // Finished parts only. With `context` the mailer would put values into `html` unescaped.
      await this.mailer.sendMail({
        from: this.config.mailFrom,
        to: { name: oneLine(to.name), address: to.address },
        subject: oneLine(mail.subject, 200),
        html: mail.html,
        text: mail.text,
        messageId: `<${id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    } catch (error) {
      const reason = oneLine((error as Error).message, 300);
      throw classifySmtpError(error as SmtpError) === 'refused' ? new MailRefused(reason) : new MailUnavailable(reason);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.mailer.onModuleDestroy();
  }
}
