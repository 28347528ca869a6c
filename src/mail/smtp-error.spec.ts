import { describe, expect, it } from '@jest/globals';
import { classifySmtpError, type SmtpError } from './smtp-error.js';

const refused: [string, SmtpError][] = [
  ['no such user', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }],
  ['mailbox full for good', { code: 'EENVELOPE', responseCode: 552, command: 'RCPT TO' }],
  ['mailbox name not allowed', { code: 'EENVELOPE', responseCode: 553, command: 'RCPT TO' }],
  ['sender refused', { code: 'EENVELOPE', responseCode: 550, command: 'MAIL FROM' }],
  ['DATA refused', { code: 'EENVELOPE', responseCode: 554, command: 'DATA' }],
  ['content refused', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }],
  ['an address that is none', { code: 'EENVELOPE', command: 'API', message: 'Invalid recipient "a\\nb"' }],
  ['no address', { code: 'EENVELOPE', command: 'API', message: 'No recipients defined' }],
  [
    'too large for this server',
    { code: 'EMESSAGE', command: 'MAIL FROM', message: 'Message size larger than allowed' },
  ],
];

const unavailable: [string, SmtpError][] = [
  ['greylisted', { code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO' }],
  ['mailbox busy', { code: 'EENVELOPE', responseCode: 450, command: 'RCPT TO' }],
  ['message deferred', { code: 'EMESSAGE', responseCode: 452, command: 'DATA' }],
  ['shutting down', { code: 'EENVELOPE', responseCode: 421, command: 'RCPT TO' }],
  ['wrong order of commands', { code: 'EENVELOPE', responseCode: 503, command: 'RCPT TO' }],
  ['our password is wrong', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }],
  ['we have no password', { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM' }],
  ['encryption needed', { code: 'EENVELOPE', responseCode: 538, command: 'MAIL FROM' }],
  ['no service for us', { code: 'EPROTOCOL', responseCode: 554, command: 'CONN' }],
  ['EHLO refused', { code: 'ECONNECTION', responseCode: 550, command: 'EHLO' }],
  ['STARTTLS failed', { code: 'ETLS', responseCode: 502, command: 'STARTTLS' }],
  ['connection refused', { code: 'ESOCKET', command: 'CONN' }],
  ['connection lost', { code: 'ECONNECTION', command: 'CONN' }],
  ['timeout', { code: 'ETIMEDOUT', command: 'CONN' }],
  ['no such host', { code: 'EDNS', command: 'CONN' }],
  ['a sender that is none', { code: 'EENVELOPE', command: 'API', message: 'Invalid sender "a<b"' }],
  ['anything else', { message: 'what is this' }],
];

describe('an SMTP error', () => {
  it.each(refused)('%s: no further try helps', (_, error) => {
    expect(classifySmtpError(error)).toBe('refused');
  });

  it.each(unavailable)('%s: a later try may go through', (_, error) => {
    expect(classifySmtpError(error)).toBe('unavailable');
  });
});
