import { defineJob } from '../shared/queue/job.js';

/** Sees to all that was asked of one calendar. */
export const workCalendar = defineJob('calendar', 'calendar.work', 'connectionId');
