import { problems, type ProblemCatalogue } from '../../shared/errors/problem.js';

/** While signing in. */
export const challengeErrors = {
  mfa_invalid: { status: 401, title: 'That code is not right' },
  mfa_expired: { status: 401, title: 'This sign-in took too long, start again' },
} as const satisfies ProblemCatalogue;

/** Of somebody who is signed in: a wrong code must not look like the end of the session. */
export const ownSecondFactorErrors = {
  mfa_invalid: { status: 403, title: 'That code is not right' },
  mfa_already_enabled: { status: 409, title: 'Two-factor authentication is on already' },
  mfa_not_enabled: { status: 409, title: 'Two-factor authentication is off' },
  mfa_not_pending: { status: 409, title: 'There is nothing to confirm, start again' },
} as const satisfies ProblemCatalogue;

export const failChallenge = problems(challengeErrors);
export const failOwnSecondFactor = problems(ownSecondFactorErrors);
