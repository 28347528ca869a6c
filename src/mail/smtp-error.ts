/** What nodemailer says of a failed delivery: its own code, the server's reply and the command it answered. */
export interface SmtpError {
  code?: string | undefined;
  responseCode?: number | undefined;
  command?: string | undefined;
  message?: string | undefined;
}

/** Replies that ask us to sign in or to use TLS, wherever they come: our configuration, not the mail. */
const OUR_SIGN_IN = new Set([530, 534, 535, 538]);

/**
 * - `refused`: this mail will be refused again: 5xx to sender, recipient or message, or an address that is none;
 * - `unavailable`: a later try may go through: 4xx, no connection, a timeout, and every 5xx to greeting, TLS or
 *   sign-in, which is a misconfiguration that somebody can mend.
 *
 * 503 answers a session that was in the wrong state, not the mail (RFC 5321).
 */
export function classifySmtpError({
  code,
  responseCode,
  command = '',
  message = '',
}: SmtpError): 'refused' | 'unavailable' {
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!aboutMail) return 'unavailable';
  // Raised before anything was said to the server.
  if (responseCode === undefined) return command === 'API' && /sender/i.test(message) ? 'unavailable' : 'refused';
  const permanent = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  return permanent && !OUR_SIGN_IN.has(responseCode) ? 'refused' : 'unavailable';
}
