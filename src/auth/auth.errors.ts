import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const authErrors = {
  link_unknown: { status: 404, title: 'This link is not known' },
  link_expired: { status: 410, title: 'This link has expired' },
  link_used: { status: 410, title: 'This link was used already' },
  link_replaced: { status: 410, title: 'A newer link has replaced this one' },
  account_deactivated: { status: 403, title: 'This account is deactivated' },
  org_suspended: { status: 403, title: 'This organization is suspended' },
  password_change_required: { status: 403, title: 'Choose a password of your own to go on' },
  code_invalid: { status: 401, title: 'This code does not work' },
} as const satisfies ProblemCatalogue;

export const authFail = problems(authErrors);
