import { problems, type ProblemCatalogue } from '../../shared/errors/problem.js';

export const signUpErrors = {
  sign_up_closed: { status: 403, title: 'New organizations are made by the operator here' },
} as const satisfies ProblemCatalogue;

export const failSignUp = problems(signUpErrors);
