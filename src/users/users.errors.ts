import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const usersErrors = {
  email_conflict: { status: 409, title: 'This address has an account already' },
  own_role: { status: 403, title: 'Nobody changes their own role' },
  own_account: { status: 403, title: 'Nobody does this to their own account' },
  use_my_account: { status: 403, title: 'Change your own password in My Account' },
  last_admin: { status: 409, title: 'An organization needs an active admin' },
  not_invited: { status: 409, title: 'The invite was used already' },
  /** For those who manage others. Sign-in has a code of the same name for the person themselves, 403. */
  account_deactivated: { status: 409, title: 'This account is deactivated' },
  unsupported_image: { status: 415, title: 'This is no picture that can be used' },
  image_too_large: { status: 413, title: 'This picture is too large' },
  weak_password: { status: 422, title: 'This password is too easy to guess' },
} as const satisfies ProblemCatalogue;

export const usersFail = problems(usersErrors);
