import { problems, type ProblemCatalogue } from '../shared/errors/problem.js';

export const systemAdminErrors = {
  own_organization: { status: 403, title: 'Nobody does this to their own organization' },
  org_deleting: { status: 409, title: 'This organization is being deleted' },
  slug_taken: { status: 409, title: 'Another organization has this slug' },
  slug_mismatch: { status: 422, title: 'The typed slug is not the one of this organization' },
  job_not_abandoned: { status: 409, title: 'This job is not abandoned any more' },
  mfa_not_enabled: { status: 409, title: 'Two-factor authentication is off' },
} as const satisfies ProblemCatalogue;

export const systemFail = problems(systemAdminErrors);
