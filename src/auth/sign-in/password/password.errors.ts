import { problems, type ProblemCatalogue } from '../../../shared/errors/problem.js';

export const passwordErrors = {
  invalid_credentials: { status: 401, title: 'Address or password is not right' },
  wrong_password: { status: 403, title: 'The current password is not right' },
  weak_password: { status: 422, title: 'This password is too easy to guess' },
} as const satisfies ProblemCatalogue;

export const failPassword = problems(passwordErrors);
