import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const usersErrors = {
  email_conflict: { status: 409, title: 'This address has an account already' },
} as const satisfies ProblemCatalogue;

export const usersFail = problems(usersErrors);
