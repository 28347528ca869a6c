import { describe, expect, it } from '@jest/globals';
import { smtpOptions } from './smtp-options.js';

describe('an SMTP address', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, requireTLS: false }],
    ['smtp://127.0.0.1:1025', { host: '127.0.0.1', port: 1025, secure: false }],
    ['smtps://mail.example', { port: 465, secure: true }],
    ['smtp://[::1]:25', { host: '::1', port: 25 }],
    ['smtp://u%40x:p%2Fw@mail.example:587', { auth: { user: 'u@x', pass: 'p/w' }, requireTLS: true }],
    ['smtp://u:p@localhost:587', { requireTLS: false }],
    ['smtp://u:p@mail.example?requireTLS=false', { requireTLS: false }],
    ['smtp://u:p@mail.example?ignoreTLS=true', { ignoreTLS: true, requireTLS: false }],
    ['smtps://mail.example?tls.rejectUnauthorized=false', { tls: { rejectUnauthorized: false } }],
    ['smtp://mail.example?socketTimeout=500&name=desk.example', { socketTimeout: 500, name: 'desk.example' }],
  ])('%s', (url, expected) => {
    expect(smtpOptions(url)).toMatchObject({ pool: true, ...expected });
  });

  it('cannot turn on a log of what is sent', () => {
    const options = smtpOptions('smtp://mail.example?debug=true&logger=true&transactionLog=true');
    expect([options.debug, options.logger, options.transactionLog]).toEqual([undefined, undefined, undefined]);
  });
});
