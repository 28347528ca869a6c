import { usersFail } from '../users.errors.js';
import { commonPasswords } from './common-passwords.js';
import { judgePassword, type PasswordOwner, WEAKNESS_TEXT } from './password-policy.js';

/** Throws 422 `weak_password` unless the password is fit to guard the account; `field` is where the client sent it. */
export async function requireStrong(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const verdict = judgePassword(password, owner, await commonPasswords());
  if (verdict !== 'ok') throw weakPassword(WEAKNESS_TEXT[verdict], field);
}

/** The same refusal for a reason that only the caller knows. */
export function weakPassword(message: string, field: string): Error {
  return usersFail('weak_password', { detail: message, errors: [{ path: field, message }] });
}
