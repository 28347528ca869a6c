import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const calendarErrors = {
  calendar_not_connected: { status: 409, title: 'This calendar is not connected' },
} as const satisfies ProblemCatalogue;

export const calendarFail = problems(calendarErrors);
