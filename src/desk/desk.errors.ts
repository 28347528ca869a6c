import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const deskErrors = {
  not_assignable: { status: 422, title: 'Nobody on the assignment list has this id' },
  client_in_use: { status: 409, title: 'Records hang on this client' },
  stale: { status: 409, title: 'Somebody else changed this in the meantime' },
  quote_transition: { status: 409, title: 'A quote does not go from this state to that one' },
  quote_locked: { status: 409, title: 'What has been sent to the client is changed as a draft only' },
} as const satisfies ProblemCatalogue;

export const deskFail = problems(deskErrors);
