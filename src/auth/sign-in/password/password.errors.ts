import { problems, type ProblemCatalogue } from '../../../shared/errors/problem.js';

export const passwordErrors = {
  invalid_credentials: { status: 401, title: 'Address or password is not right' },
  wrong_password: { status: 403, title: 'The current password is not right' },
} as const satisfies ProblemCatalogue;

export const failPassword = problems(passwordErrors);
