import { defineJob } from '../shared/queue/job.js';

/** Suspended, or active again. */
export const orgStatusChanged = defineJob('events', 'org.status_changed', 'orgId');

/** Another time zone: the schedule is read by another clock. */
export const orgTimeZoneChanged = defineJob('events', 'org.time_zone_changed', 'orgId');
