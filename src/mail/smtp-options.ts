import type SMTPPool from 'nodemailer/lib/smtp-pool';
import { SECOND } from '../shared/time/clock.js';

const TIMEOUTS = ['connectionTimeout', 'greetingTimeout', 'socketTimeout'] as const;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function flag(value: string | null): boolean | undefined {
  return value === null ? undefined : value === 'true' || value === '1' || value === '';
}

/**
 * `SMTP_URL` → a pooled transport. Understood behind `?`: `requireTLS`, `ignoreTLS`, `tls.rejectUnauthorized` (true or
 * false), `name` (what EHLO says), `connectionTimeout`, `greetingTimeout`, `socketTimeout` (milliseconds). Whatever
 * else stands there is ignored: `debug` or `logger` would write mails, and the links in them, to the log.
 */
export function smtpOptions(smtpUrl: string): SMTPPool.Options & { pool: true } {
  const url = new URL(smtpUrl);
  const query = url.searchParams;
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const options: SMTPPool.Options & { pool: true } = {
    pool: true,
    host,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    maxConnections: 5,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    socketCloseTimeout: SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (url.username || url.password) {
    options.auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  }
  const ignoreTLS = flag(query.get('ignoreTLS'));
  if (ignoreTLS !== undefined) options.ignoreTLS = ignoreTLS;
  // A password is not spoken in the clear to another machine, unless the operator says so.
  options.requireTLS =
    flag(query.get('requireTLS')) ?? (!secure && options.auth !== undefined && !ignoreTLS && !isLoopback(host));
  if (flag(query.get('tls.rejectUnauthorized')) === false) options.tls = { rejectUnauthorized: false };
  const name = query.get('name');
  if (name) options.name = name;
  for (const timeout of TIMEOUTS) {
    const ms = Number(query.get(timeout));
    if (Number.isFinite(ms) && ms > 0) options[timeout] = ms;
  }
  return options;
}
