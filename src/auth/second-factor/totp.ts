import { generateSecret, generateURI, verifySync } from 'otplib';

/** Seconds that a code stands for, and how far off an authenticator's clock may be: one step each way. */
const PERIOD = 30;
const SECRET_BYTES = 20;
const ISSUER = 'Muster';

/** A new secret of 160 bits, base32: what authenticator apps take. Sealed wherever it is kept. */
export function newTotpSecret(): string {
  return generateSecret({ length: SECRET_BYTES });
}

/** `otpauth://totp/…`, the content of the QR code. Says SHA-1, 6 digits, 30 seconds by being silent, as all apps read it. */
export function totpUrl(secret: string, email: string): string {
  return generateURI({ issuer: ISSUER, label: email, secret });
}

/**
 * The number of the 30-second step that the code belongs to (one step of drift each way), undefined when it is wrong
 * or not six digits; never throws on a code. RFC 6238, 5.2: whoever accepts the code must save the step and refuse
 * it, and any before it, from then on; the same goes for the code that confirms the enrolment.
 */
export function matchTotp(secret: string, code: string, now: Date): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    period: PERIOD,
    epochTolerance: PERIOD,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
