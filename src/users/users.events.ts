import { defineJob } from '../shared/queue/job.js';

// Told through the outbox, in the transaction of the change. Whoever cares handles them; users does not know who.

/** Somebody lost or got back their way in: `status` is another one. */
export const userStatusChanged = defineJob('events', 'user.status_changed', 'userId');

/** Another role: what the person may be assigned to can have changed with it. */
export const userRoleChanged = defineJob('events', 'user.role_changed', 'userId');
