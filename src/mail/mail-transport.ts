import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../shared/config/config.js';
import { Unrecoverable } from '../shared/queue/job.js';
import { SECOND } from '../shared/time/clock.js';
import type { RenderedMail } from './templates/mail-model.js';

/** The mail server refused for good: no further try helps. */
export class MailRefused extends Unrecoverable {}

/** 5xx to the recipient or the message is final; 5xx to our sign-in is our misconfiguration and may be mended. */
export function isRefusal(error: { responseCode?: number; command?: string }): boolean {
  const { responseCode = 0, command = '' } = error;
  return (
    responseCode >= 500 && responseCode < 600 && !/AUTH|EHLO|HELO|CONN|STARTTLS/i.test(command) && responseCode !== 535
  );
}

/** A pooled connection to the mail server. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly transport: Transporter;
  private readonly domain: string;

  constructor(private readonly config: Config) {
    this.domain = /@([^\s>]+)/.exec(config.mailFrom)?.[1] ?? 'localhost';
    const url = new URL(config.smtpUrl);
    this.transport = createTransport({
      pool: true,
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
      secure: url.protocol === 'smtps:',
      ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      maxConnections: 5,
      connectionTimeout: 10 * SECOND,
      greetingTimeout: 10 * SECOND,
      socketTimeout: 30 * SECOND,
    });
  }

  /** `id` becomes the Message-ID, so that a second delivery after a crash can be known as one. */
  async send(id: string, to: { name: string; address: string }, mail: RenderedMail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.config.mailFrom,
        to,
        ...mail,
        messageId: `<${id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    } catch (error) {
      if (isRefusal(error as { responseCode?: number })) throw new MailRefused((error as Error).message);
      throw error;
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
