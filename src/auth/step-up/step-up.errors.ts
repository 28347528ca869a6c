import { problems, type ProblemCatalogue } from '../../shared/errors/problem.js';

export const stepUpErrors = {
  recent_sign_in_required: { status: 403, title: 'Confirm that it is you to go on' },
} as const satisfies ProblemCatalogue;

export const failStepUp = problems(stepUpErrors);
