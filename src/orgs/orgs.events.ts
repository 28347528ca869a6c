import { defineJob } from '../shared/queue/job.js';

/** Suspended, or active again. */
export const orgStatusChanged = defineJob('events', 'org.status_changed', 'orgId');

/** Name, time zone or currency. */
export const orgSettingsChanged = defineJob('events', 'org.settings_changed', 'orgId');
