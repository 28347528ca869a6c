import { Global, Module } from '@nestjs/common';
import { MailedLinks } from './links/mailed-links.js';
import { MailProcessor } from './mail.processor.js';
import { MailPromises } from './mail-promises.js';
import { MailTransport } from './mail-transport.js';

@Global()
@Module({ providers: [MailPromises, MailedLinks, MailTransport, MailProcessor], exports: [MailPromises, MailedLinks] })
export class MailModule {}
