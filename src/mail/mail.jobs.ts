import { defineJob } from '../shared/queue/job.js';

/** Sends one promised mail. */
export const deliverMail = defineJob('mail', 'mail.deliver', 'mailId');
