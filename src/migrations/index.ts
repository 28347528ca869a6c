import { Migration0001Roles } from './0001-roles.js';
import { Migration0002People } from './0002-people.js';
import { Migration0003Mail } from './0003-mail.js';
import { Migration0004Audit } from './0004-audit.js';
import { Migration0005SignIn } from './0005-sign-in.js';
import { Migration0010Assignable } from './0010-assignable.js';
import { Migration0015Desk } from './0015-desk.js';
import { Migration0020Calendar } from './0020-calendar.js';
import { Migration0030Platform } from './0030-platform.js';
import { Migration0031Deletion } from './0031-deletion.js';
import { Migration0040Operations } from './0040-operations.js';
import { Migration0041FailingJobs } from './0041-failing-jobs.js';

/** Every migration, in order. A new one goes to the end; one that has been released is never touched again. */
export const MIGRATIONS = [
  Migration0001Roles,
  Migration0002People,
  Migration0003Mail,
  Migration0004Audit,
  Migration0005SignIn,
  Migration0010Assignable,
  Migration0015Desk,
  Migration0020Calendar,
  Migration0030Platform,
  Migration0031Deletion,
  Migration0040Operations,
  Migration0041FailingJobs,
];
